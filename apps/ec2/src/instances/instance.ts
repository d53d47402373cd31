import type { Instance, InstanceMetadataOptionsResponse } from '@aws-sdk/client-ec2'
import { ec2Arn } from '@rolecall/ids'
import type { InstanceProfileInUse, InstanceRecord } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'

export type MetadataOptions = Omit<InstanceMetadataOptionsResponse, 'State'>

/** What the SDK's Instance does not hold. Times are epoch milliseconds. */
export interface InstanceAttributes {
  disableApiTermination?: boolean
  disableApiStop?: boolean
  shutdownBehavior?: 'stop' | 'terminate'
  /** `standard` or `unlimited`; the type's default unless set. */
  cpuCredits?: string
  /** Of the key pair that it was launched with, whatever became of that since. */
  publicKey?: string
  /** Instance store volumes that the launch mapped, such as `ephemeral0` to `sdb`. */
  instanceStore?: Readonly<Record<string, string>>
  /** Of a Windows instance that was launched with a key pair. */
  administratorPassword?: string
  /** Of a spot instance: what its request asked for. */
  spot?: { isPersistent: boolean; behavior: 'terminate' | 'stop' | 'hibernate' }
  metadataOptionsChangedAt?: number
  monitoringChangedAt?: number
  /** Whether a start draws an automatic public address. */
  hasPublicAddress?: boolean
  /** Whether the VPC gave names to public addresses at launch. */
  hasDnsHostnames?: boolean
}

export type InstanceRow = InstanceRecord<Instance, MetadataOptions, InstanceAttributes>
export type InstanceWithProfile = InstanceRow & InstanceProfileInUse

const revived = (time: Date | undefined): { AttachTime?: Date } => (time === undefined ? {} : { AttachTime: new Date(time) })

/** The stored instance with its times as dates: JSON holds them as text. */
export const withDates = <Row extends InstanceRow>(row: Row): Row => {
  const { document } = row
  if (document.UsageOperationUpdateTime !== undefined) document.UsageOperationUpdateTime = new Date(document.UsageOperationUpdateTime)
  for (const { Attachment } of document.NetworkInterfaces ?? []) {
    if (Attachment !== undefined) Object.assign(Attachment, revived(Attachment.AttachTime))
  }
  for (const { Ebs } of document.BlockDeviceMappings ?? []) {
    if (Ebs !== undefined) Object.assign(Ebs, revived(Ebs.AttachTime))
  }
  return row
}

export const instanceArn = (request: Ec2Request, id: string): string => ec2Arn(request, 'instance', id)

export const interfaceIds = ({ document }: InstanceRow): string[] =>
  (document.NetworkInterfaces ?? []).flatMap(({ NetworkInterfaceId }) => NetworkInterfaceId ?? [])

const terminatedShownMilliseconds = 60 * 60 * 1000

/** Instances that terminated before are gone for every call. */
export const visibleSince = ({ now }: Ec2Request): Date => new Date(now.getTime() - terminatedShownMilliseconds)
