import type { LaunchTemplateVersion, RequestLaunchTemplateData, ResponseLaunchTemplateData, ValidationError, ValidationWarning } from '@aws-sdk/client-ec2'
import { AwsError } from '@rolecall/models'
import type { LaunchTemplateRecord, LaunchTemplateVersionRecord } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import { checkIds, type IdRule, imageIds, networkInterfaceIds, securityGroupIds, snapshotIds, subnetIds } from '../describe/ids.ts'
import { findImage } from '../images/find-image.ts'
import { readUserData } from '../instances/user-data.ts'
import { typeAndRequirements } from './errors.ts'

/** What a version says of the instances that are launched from it. */
export type TemplateData = RequestLaunchTemplateData
export type VersionRow = LaunchTemplateVersionRecord<TemplateData>

/** Templates are judged when they are used; only what no launch could read is refused at once. */
export const checkTemplateData = ({ UserData, InstanceType, InstanceRequirements }: TemplateData): void => {
  readUserData(UserData)
  if (InstanceType !== undefined && InstanceRequirements !== undefined) throw typeAndRequirements()
}

const fault = (rule: IdRule, ids: readonly (string | undefined)[]): ValidationError[] => {
  try {
    checkIds(rule, ids.flatMap((id) => id ?? []))
    return []
  } catch (error) {
    if (error instanceof AwsError) return [{ Code: error.code, Message: error.message }]
    throw error
  }
}

const withoutAlias = (id: string | undefined): string | undefined => (id?.startsWith('resolve:') === true ? undefined : id)

/** Ids that no launch will find are only warned of. */
export const warningsOf = ({ ImageId, SecurityGroupIds = [], NetworkInterfaces = [], BlockDeviceMappings = [] }: TemplateData): { Warning?: ValidationWarning } => {
  const Errors = [
    ...fault(imageIds, [withoutAlias(ImageId)]),
    ...fault(securityGroupIds, [...SecurityGroupIds, ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)]),
    ...fault(subnetIds, NetworkInterfaces.map(({ SubnetId }) => SubnetId)),
    ...fault(networkInterfaceIds, NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId)),
    ...fault(snapshotIds, BlockDeviceMappings.map(({ Ebs }) => Ebs?.SnapshotId)),
  ]
  return Errors.length === 0 ? {} : { Warning: { Errors } }
}

/** The data with its times as dates: JSON holds them as text. */
export const withDates = (data: TemplateData): TemplateData => {
  const { InstanceMarketOptions } = data
  const ValidUntil = InstanceMarketOptions?.SpotOptions?.ValidUntil
  if (ValidUntil === undefined) return data
  const SpotOptions = { ...InstanceMarketOptions?.SpotOptions, ValidUntil: new Date(ValidUntil) }
  return { ...data, InstanceMarketOptions: { ...InstanceMarketOptions, SpotOptions } }
}

const resolved = (data: TemplateData, { region }: Ec2Request): TemplateData => {
  const ImageId = data.ImageId?.startsWith('resolve:') === true ? (findImage(region, data.ImageId)?.ImageId ?? data.ImageId) : data.ImageId
  return ImageId === undefined ? data : { ...data, ImageId }
}

/** The SDK's LaunchTemplateVersion; image aliases stay as they are unless the request wants them resolved. */
export const showVersion = (
  { id, name, defaultVersion }: LaunchTemplateRecord,
  { number, description, createdAt, createdBy, data }: VersionRow,
  resolving: Ec2Request | undefined,
): LaunchTemplateVersion => {
  const dated = withDates(data)
  return {
    LaunchTemplateId: id,
    LaunchTemplateName: name,
    VersionNumber: number,
    ...(description === null ? {} : { VersionDescription: description }),
    CreateTime: createdAt,
    CreatedBy: createdBy,
    DefaultVersion: number === defaultVersion,
    // The SDK tells what is asked for from what is answered, but their members are the same.
    LaunchTemplateData: (resolving === undefined ? dated : resolved(dated, resolving)) as ResponseLaunchTemplateData,
    Operator: { Managed: false },
  }
}
