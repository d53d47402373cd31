import { isoSeconds } from '@rolecall/clock'
import type { Caller, SessionContent } from '@rolecall/credentials'
import { Context, type KeySource } from '@rolecall/policy'
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

const sessionKeys = (session: SessionContent): Keys => ({
  ...instanceKeys(session),
  ...federationKeys(session),
  'aws:TokenIssueTime': isoSeconds(new Date(session.issuedAt * 1000)),
  // Temporary credentials always say whether MFA was used; long-term keys never do.
  'aws:MultiFactorAuthPresent': session.mfaAt === undefined ? 'false' : 'true',
  'aws:SourceIdentity': session.sourceIdentity,
  'aws:AssumedRoot': session.kind === 'assumed-root' ? 'true' : undefined,
})

const tagKeys = (prefix: string, tags: readonly Tag[]): Keys => {
  const keys: Keys = {}
  for (const tag of tags) keys[`${prefix}/${tag.Key}`] = tag.Value
  return keys
}

const principalKeys = (caller: Caller): Keys => ({
  'aws:PrincipalArn': caller.principal.principalArn,
  'aws:PrincipalAccount': caller.account,
  'aws:PrincipalOrgID': caller.organization?.id,
  'aws:PrincipalOrgPaths': caller.organization?.paths,
  'aws:PrincipalType': principalTypes[caller.kind],
  'aws:PrincipalIsAWSService': 'false',
  'aws:userid': caller.userId,
  'aws:username': caller.kind === 'user' ? caller.name : undefined,
  ...tagKeys('aws:PrincipalTag', caller.tags),
})

const newCallerKeys = (caller: Caller): KeySource => {
  // Who comes with a token of an identity provider is no principal of AWS yet.
  const ofPrincipal = caller.kind === 'anonymous' ? {} : principalKeys(caller)
  return new Context([ofPrincipal, caller.session === undefined ? {} : sessionKeys(caller.session)])
}

const knownCallerKeys = new WeakMap<Caller, KeySource>()

/** The keys that tell who calls: the same for every request of a caller. */
export const callerKeys = (caller: Caller): KeySource => {
  const keys = knownCallerKeys.get(caller) ?? newCallerKeys(caller)
  knownCallerKeys.set(caller, keys)
  return keys
}

const mfaAge = (now: Date, mfaAt: number | undefined): string | undefined => (mfaAt === undefined ? undefined : String(Math.floor(now.getTime() / 1000) - mfaAt))

type KeyOf = (exchange: Exchange<never>, authenticated: Authenticated) => string | undefined

// By lower-case names, as policies are asked for them.
const ofRequest: ReadonlyMap<string, KeyOf> = new Map<string, KeyOf>([
  ['aws:currenttime', ({ now }) => isoSeconds(now)],
  ['aws:epochtime', ({ now }) => String(Math.floor(now.getTime() / 1000))],
  ['aws:securetransport', ({ request }) => String(request.isSecure)],
  ['aws:sourceip', ({ request }) => request.remoteAddress.replace(/^::ffff:/, '')],
  ['aws:useragent', ({ request }) => headerOf(request, 'user-agent')],
  ['aws:referer', ({ request }) => headerOf(request, 'referer')],
  ['aws:requestedregion', ({ service }, { partition, region }) => (service === 'iam' ? homeRegion(partition) : region)],
  ['aws:viaawsservice', () => 'false'],
  ['aws:multifactorauthage', ({ now }, { caller }) => mfaAge(now, caller.session?.mfaAt)],
])

/** A key that every check of a request carries besides its caller's (policy-evaluation: global condition keys). */
export const requestKey = (lowerName: string, exchange: Exchange<never>, authenticated: Authenticated): string | undefined =>
  ofRequest.get(lowerName)?.(exchange, authenticated)

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
