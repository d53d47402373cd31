export interface Arn {
  partition: string
  service: string
  region: string
  account: string
  /** Everything after the fifth colon. */
  resource: string
}

/** Splits at the first five colons; undefined when it is no ARN. */
export const parseArn = (text: string): Arn | undefined => {
  const parts = text.split(':')
  if (parts.length < 6 || parts[0] !== 'arn') return undefined
  const [, partition = '', service = '', region = '', account = ''] = parts
  if (partition === '' || service === '') return undefined
  return { partition, service, region, account, resource: parts.slice(5).join(':') }
}

export type IamResourceType = 'user' | 'group' | 'role' | 'policy' | 'instance-profile' | 'server-certificate'

export interface IamEntityName {
  type: IamResourceType
  path: string
  name: string
}

/** `arn:aws:iam::123456789012:role/path/NAME`; the path begins and ends with a slash. */
export const iamArn = (partition: string, account: string, entity: IamEntityName): string =>
  `arn:${partition}:iam::${account}:${entity.type}${entity.path}${entity.name}`

/** Type, path and name of an IAM entity's ARN; undefined for other resources. */
export const parseIamResource = (resource: string): IamEntityName | undefined => {
  const match = /^(user|group|role|policy|instance-profile|server-certificate)(\/(?:.*\/)?)([^/]+)$/.exec(resource)
  if (!match) return undefined
  const [, type, path = '/', name = ''] = match
  return { type: type as IamResourceType, path, name }
}

export const rootArn = (partition: string, account: string): string => `arn:${partition}:iam::${account}:root`

/** The ARN of a virtual MFA device, which is its serial number; the path begins and ends with a slash. */
export const mfaDeviceArn = (partition: string, account: string, { path, name }: { path: string; name: string }): string =>
  `arn:${partition}:iam::${account}:mfa${path}${name}`

/** The ARN of an OpenID Connect provider; the URL's scheme is no part of it. */
export const oidcProviderArn = (partition: string, account: string, url: string): string =>
  `arn:${partition}:iam::${account}:oidc-provider/${url.replace(/^https?:\/\//, '')}`

export const samlProviderArn = (partition: string, account: string, name: string): string => `arn:${partition}:iam::${account}:saml-provider/${name}`

/** The ARN of a role session; it carries no role path. */
export const assumedRoleArn = (partition: string, account: string, session: { role: string; name: string }): string =>
  `arn:${partition}:sts::${account}:assumed-role/${session.role}/${session.name}`

/** Of a session of GetFederationToken. */
export const federatedUserArn = (partition: string, account: string, name: string): string =>
  `arn:${partition}:sts::${account}:federated-user/${name}`

export interface Ec2Place {
  partition: string
  region: string
  account: string
}

export const ec2Arn = (place: Ec2Place, type: string, id: string): string =>
  `arn:${place.partition}:ec2:${place.region}:${place.account}:${type}/${id}`
