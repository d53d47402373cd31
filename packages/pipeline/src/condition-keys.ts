import { isoSeconds } from '@rolecall/clock'
import type { Caller, SessionContent } from '@rolecall/credentials'
import { headerOf } from '@rolecall/protocol'
import type { Tag } from '@rolecall/store'
import type { Authenticated, Exchange } from './exchange.ts'
import type { ConditionKeys } from './operation.ts'

type Keys = Record<string, string | readonly string[] | undefined>

const homeRegions: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-eusc': 'eusc-de-east-1',
}

/** IAM is one service per partition and lives in its home region. */
export const homeRegion = (partition: string): string => homeRegions[partition] ?? 'us-east-1'

const principalTypes = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
} as const

const instanceKeys = (session: SessionContent): Keys =>
  session.instance === undefined
    ? {}
    : {
        'ec2:SourceInstanceARN': session.instance.instanceArn,
        'ec2:RoleDelivery': session.instance.roleDelivery,
        'aws:Ec2InstanceSourceVpc': session.instance.vpcId,
        'aws:Ec2InstanceSourcePrivateIPv4': session.instance.privateIp,
      }

const federationKeys = ({ federation }: SessionContent): Keys =>
  federation === undefined ? {} : { ...federation.keys, 'aws:FederatedProvider': federation.provider }

const sessionKeys = (session: SessionContent, now: Date): Keys => ({
  ...instanceKeys(session),
  ...federationKeys(session),
  'aws:TokenIssueTime': isoSeconds(new Date(session.issuedAt * 1000)),
  // Temporary credentials always say whether MFA was used; long-term keys never do.
  'aws:MultiFactorAuthPresent': session.mfaAt === undefined ? 'false' : 'true',
  'aws:MultiFactorAuthAge': session.mfaAt === undefined ? undefined : String(Math.floor(now.getTime() / 1000) - session.mfaAt),
  'aws:SourceIdentity': session.sourceIdentity,
  'aws:AssumedRoot': session.kind === 'assumed-root' ? 'true' : undefined,
})

const tagKeys = (prefix: string, tags: readonly Tag[]): Keys => {
  const keys: Keys = {}
  for (const tag of tags) keys[`${prefix}/${tag.Key}`] = tag.Value
  return keys
}

// Who comes with a token of an identity provider is no principal of AWS yet.
const callerKeys = (caller: Caller): Keys => (caller.kind === 'anonymous' ? {} : principalKeys(caller))

const principalKeys = (caller: Caller): Keys => ({
  'aws:PrincipalArn': caller.principal.principalArn,
  'aws:PrincipalAccount': caller.account,
  'aws:PrincipalOrgID': caller.organizationId,
  'aws:PrincipalType': principalTypes[caller.kind],
  'aws:PrincipalIsAWSService': 'false',
  'aws:userid': caller.userId,
  'aws:username': caller.kind === 'user' ? caller.name : undefined,
  ...tagKeys('aws:PrincipalTag', caller.tags),
})

/** The keys that every check of a request carries (policy-evaluation: global condition keys). */
export const requestKeys = (exchange: Exchange<never>, authenticated: Authenticated): ConditionKeys => {
  const { caller, partition, region } = authenticated
  return {
    'aws:CurrentTime': isoSeconds(exchange.now),
    'aws:EpochTime': String(Math.floor(exchange.now.getTime() / 1000)),
    'aws:SecureTransport': String(exchange.request.isSecure),
    'aws:SourceIp': exchange.request.remoteAddress.replace(/^::ffff:/, ''),
    'aws:UserAgent': headerOf(exchange.request, 'user-agent'),
    'aws:RequestedRegion': exchange.service === 'iam' ? homeRegion(partition) : region,
    'aws:ViaAWSService': 'false',
    ...callerKeys(caller),
    ...(caller.session === undefined ? {} : sessionKeys(caller.session, exchange.now)),
  }
}

/** `aws:RequestTag/K` and `aws:TagKeys` of tags in a request; nothing when it carries none. */
export const requestTagKeys = (tags: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined): ConditionKeys => {
  if (tags === undefined || tags.length === 0) return {}
  const keys: Keys = { 'aws:TagKeys': tags.map((tag) => tag.Key ?? '') }
  for (const tag of tags) keys[`aws:RequestTag/${tag.Key ?? ''}`] = tag.Value ?? ''
  return keys
}

/** `aws:ResourceTag/K` and the service's own spelling of it (`iam:ResourceTag/K`, `ec2:ResourceTag/K`). */
export const resourceTagKeys = (service: 'iam' | 'ec2', tags: readonly { Key?: string | undefined; Value?: string | undefined }[]): ConditionKeys => {
  const keys: Keys = {}
  for (const tag of tags) {
    keys[`aws:ResourceTag/${tag.Key ?? ''}`] = tag.Value ?? ''
    keys[`${service}:ResourceTag/${tag.Key ?? ''}`] = tag.Value ?? ''
  }
  return keys
}
