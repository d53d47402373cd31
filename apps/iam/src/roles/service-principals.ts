// The labels of AWS's service principals; a service that is missing here can simply be added.
const serviceLabels = new Set(
  `a4b access-analyzer account acm acm-pca airflow airflow-env airflow-serverless alexa-appkit alexaforbusiness amplify amplifybackend amplifyuibuilder
  aoss apidestinations apigateway app-integrations appconfig appfabric appflow appintegrations application-autoscaling application-cost-profiler
  application-insights application-signals applicationinsights appmesh apprunner appstream appstudio appsync aps arc-region-switch arc-zonal-shift
  artifact athena auditmanager autoscaling autoscaling-plans aws-artifact-account-sync b2bi backup backup-gateway backupstorage batch bcm-data-exports
  bcm-dashboards bedrock bedrock-agentcore billing billingconductor braket budgets bugbust cases cassandra ce chatbot chime cleanrooms cleanrooms-ml
  cloud9 cloudaz cloudcontrolapi clouddirectory cloudformation cloudfront cloudfront-stats cloudhsm cloudsearch cloudshell cloudtrail cloudtrail-data
  cloudwatch cloudwatch-crossaccount codeartifact codebuild codecatalyst codecommit codeconnections codedeploy codeguru-profiler codeguru-reviewer
  codeguru-security codepipeline codestar codestar-connections codestar-notifications codewhisperer cognito-identity cognito-idp cognito-sync
  comprehend comprehendmedical compute-optimizer config config-conforms config-multiaccountsetup connect connect-campaigns connectparticipant
  connector console consolidatedbilling continuousexport controlcatalog controltower cost-optimization-hub cur custom-resource customer-profiles
  data-pipeline databrew dataexchange datapipeline datasync datazone dax deadline deeplens deepracer delivery detective devicefarm devops-guru
  diagnostics directconnect directoryservice discovery dlm dms docdb docdb-elastic drs ds dsql dynamodb ebs ec2 ec2-instance-connect ec2fleet
  ec2scheduled ecr ecr-public ecs ecs-tasks edgelambda eks eks-connector eks-fargate eks-fargate-pods eks-nodegroup elasticache elasticbeanstalk
  elasticfilesystem elasticloadbalancing elasticmapreduce elastictranscoder elemental-appliances-software email email-cognito-idp emr-containers
  emr-serverless entityresolution es evidently events evs execute-api export finspace finspace-api firehose fis fms forecast frauddetector freertos
  fsx gamelift gameliftstreams globalaccelerator glacier glue grafana greengrass groundstation guardduty guardduty-member health healthlake honeycode
  iam identitystore imagebuilder importexport inspector inspector2 internetmonitor invoicing iot iotanalytics iotdeviceadvisor iotevents iotfleethub
  iotfleetwise iotroborunner iotsecuretunneling iotsitewise iotthingsgraph iottwinmaker iotwireless ivs ivschat jellyfish kafka kafkaconnect kendra
  kinesis kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard lex lexv2 license-management license-manager lightsail location logger
  logs lookoutequipment lookoutmetrics lookoutvision m2 machinelearning macie maintenance-windows malware-protection-plan managed-flink
  managedblockchain managedservices management map marketplace mechanicalturk media-pipelines mediaconnect mediaconvert medialive mediapackage
  mediapackagev2 mediastore mediatailor medical-imaging memorydb mgh mgn migrationhub migrationhub-orchestrator mobileanalytics mobilehub mobiletargeting
  monitoring monitron mq multiaccountsetup mwaa neptune neptune-graph network-firewall networkflowmonitor networkmanager networkmonitor nimble
  notifications oam observabilityadmin odb omics opensearch opensearchservice ops opsworks opsworks-cm organizations osis outposts panorama
  partnercentral payment-cryptography pca-connector-ad pca-connector-scep pcs personalize pinpoint pipes pods polly pricing privateca privatelink
  prometheus proton purchaseorders q qapps qbusiness qdeveloper qldb quicksight ram rbin rds rds-data redshift redshift-data redshift-serverless
  rekognition replication replicator repostspace resilience resiliencehub resource-explorer-2 resource-groups resourcegroups robomaker rolesanywhere
  route53 route53-recovery-control-config route53-recovery-readiness route53domains route53profiles route53resolver rum s3 s3-object-lambda
  s3-outposts s3express s3tables sagemaker sagemaker-geospatial savingsplans scheduler schemas scraper sdb secretsmanager security-ir securityhub
  securitylake serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery servicequotas ses shield signer signin simspaceweaver sms
  sms-voice snowball snowdevice sns social-messaging socialmessaging spot spotfleet sqs ssm ssm-contacts ssm-guiconnect ssm-incidents ssm-quicksetup
  ssm-sap sso stacksets states storage-lens storagegateway streams sts sumerian supportapp supportplans support swf synthetics tag tagpolicies tax
  taxsettings textract thinkboxsoftware timestream timestream-influxdb tnb transcribe transfer transitgateway translate trustedadvisor
  user-subscriptions verified-access verifiedpermissions vmie voiceid vpc-flow-logs vpc-lattice vpce waf waf-regional wafv2 wellarchitected wickr
  wisdom workdocs worklink workmail workspaces workspaces-instances workspaces-thin-client workspaces-web xray`.split(/\s+/),
)

const pattern = /^(?:[a-z0-9_-]+\.)+(?:amazonaws\.com(?:\.cn)?|amazon\.com|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|aws\.internal)$/i

/**
 * Whether AWS has a service of that name. Sub-services (`ops.apigateway…`) and regional names (`ec2.eu-west-1…`) are known
 * by any label that is a service's.
 */
export const isServicePrincipal = (name: string): boolean =>
  pattern.test(name) && name.toLowerCase().split('.').some((label) => serviceLabels.has(label.replace('_', '-')))
