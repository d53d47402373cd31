import { addSeconds } from '@rolecall/clock'
import { ec2Arn } from '@rolecall/ids'
import type { RoleDelivery } from '@rolecall/store'
import type { Sealer } from './sealer.ts'
import type { TemporaryCredentials } from './session.ts'

/** The instance whose own identity the credentials are. */
export interface IdentityOwner {
  id: string
  partition: string
  account: string
  region: string
  vpcId: string | null
  privateIp: string | null
  /** The last start. */
  launchedAt: Date
}

/** When a set of identity credentials was issued and when the next one takes its place. */
export interface IdentityPeriod {
  issuedAt: Date
  renewAt: Date
}

/** Sets follow one another from the start on, each when a third of the one before is gone. */
export const identityPeriod = (launchedAt: Date, now: Date, lifetimeSeconds: number): IdentityPeriod => {
  const start = new Date(Math.floor(launchedAt.getTime() / 1000) * 1000)
  const seconds = Math.max(1, Math.floor(lifetimeSeconds / 3))
  const count = Math.max(0, Math.floor((now.getTime() - start.getTime()) / 1000 / seconds))
  return { issuedAt: addSeconds(start, count * seconds), renewAt: addSeconds(start, (count + 1) * seconds) }
}

/** The credentials of an instance's own identity for a period, the same whoever asks: they are derived and not stored. */
export const issueInstanceIdentity = (
  { sealer, settings }: { sealer: Sealer; settings: { lifetimeSeconds: number } },
  owner: IdentityOwner,
  issue: { delivery: RoleDelivery; issuedAt: Date },
): Promise<TemporaryCredentials> => {
  const { id, partition, account, vpcId, privateIp } = owner
  const issuedAt = Math.floor(issue.issuedAt.getTime() / 1000)
  return sealer.deriveSession({
    kind: 'instance-identity',
    partition,
    account,
    principalId: account,
    name: id,
    issuedAt,
    expiresAt: issuedAt + settings.lifetimeSeconds,
    instance: {
      instanceArn: ec2Arn(owner, 'instance', id),
      roleDelivery: issue.delivery,
      ...(vpcId === null ? {} : { vpcId }),
      ...(privateIp === null ? {} : { privateIp }),
    },
  })
}
