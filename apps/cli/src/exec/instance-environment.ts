import { devNull } from 'node:os'

/** As EC2 spells them. */
export interface MetadataOptionsView {
  HttpProtocolIpv6?: string
  HttpPutResponseHopLimit?: number
}

export interface InstanceView {
  instanceId: string
  account: string
  region: string
  state: string
  metadataEndpoint: string
  metadataAddresses: string[]
  metadataOptions: MetadataOptionsView
}

// Everything from which an SDK might take credentials, or be kept from the metadata service.
const removed = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
  'HTTP_PROXY',
  'http_proxy',
]

/** The caller's environment as a program on the instance has it: no credentials anywhere, the region of the instance. */
export const instanceEnvironment = (environment: NodeJS.ProcessEnv, instance: InstanceView, edge: string): NodeJS.ProcessEnv => {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !removed.includes(name)))
  return {
    ...kept,
    AWS_ENDPOINT_URL: edge,
    AWS_REGION: instance.region,
    AWS_DEFAULT_REGION: instance.region,
    // The files in the user's home would win over the metadata service.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  }
}
