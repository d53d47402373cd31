import { IAM } from '@aws-sdk/client-iam'
import { EC2 } from '@aws-sdk/client-ec2'
import { STS, type AssumeRoleCommandInput, type Credentials } from '@aws-sdk/client-sts'
import { type Keys, policyOf } from './story.ts'

/** The account whose principals and resources are looked at, and one beside it. */
export const home = '111111111111'
export const other = '222222222222'

/** The root of an account, by the 12-digit convention. */
export const rootOf = (account: string): Keys => ({ accessKeyId: account, secretAccessKey: 'test' })

export const allow = (Action: string | string[], Resource: string | string[] = '*'): object => ({ Effect: 'Allow', Action, Resource })
export const deny = (Action: string | string[], Resource: string | string[] = '*'): object => ({ ...allow(Action, Resource), Effect: 'Deny' })
export const trust = (Principal: object, rest: object = {}): object => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...rest })

export const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
export const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`

const keysOf = ({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Partial<Credentials> = {}): Keys => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
  sessionToken: SessionToken,
})

/** Two accounts of a running Rolecall, by SDK and admin API. */
export const twoAccounts = (edge: string) => {
  const settings = (credentials: Keys) => ({ endpoint: edge, region: 'us-east-1', credentials, maxAttempts: 1 })
  const iam = (keys: Keys): IAM => new IAM(settings(keys))
  const sts = (keys: Keys): STS => new STS(settings(keys))
  const organizationPath = (account: string): string => `${edge}/_rolecall/accounts/${account}/organization-policies`
  return {
    iam,
    sts,
    ec2: (keys: Keys): EC2 => new EC2(settings(keys)),

    /** A user with one inline policy, unless there are no statements. */
    async user(account: string, name: string, ...statements: object[]): Promise<Keys> {
      const root = iam(rootOf(account))
      await root.createUser({ UserName: name })
      if (statements.length > 0) await root.putUserPolicy({ UserName: name, PolicyName: 'own', PolicyDocument: policyOf(...statements) })
      const { AccessKey } = await root.createAccessKey({ UserName: name })
      return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
    },

    /** A role with that trust and one inline policy; answers its ARN. */
    async role(account: string, name: string, trusting: object, ...statements: object[]): Promise<string> {
      const root = iam(rootOf(account))
      await root.createRole({ RoleName: name, AssumeRolePolicyDocument: policyOf(trusting) })
      if (statements.length > 0) await root.putRolePolicy({ RoleName: name, PolicyName: 'own', PolicyDocument: policyOf(...statements) })
      return roleArn(account, name)
    },

    async assume(keys: Keys, RoleArn: string, rest: Partial<AssumeRoleCommandInput> = {}): Promise<Keys> {
      return keysOf((await sts(keys).assumeRole({ RoleArn, RoleSessionName: 'session', ...rest })).Credentials)
    },

    keysOf,

    async organization(account: string, policies: object | undefined): Promise<{ status: number; answer: object }> {
      const call = policies === undefined ? { method: 'DELETE' } : { method: 'PUT', body: JSON.stringify(policies) }
      const response = await fetch(organizationPath(account), call)
      return { status: response.status, answer: (await response.json()) as object }
    },

    organizationOf: async (account: string): Promise<object> => (await (await fetch(organizationPath(account))).json()) as object,

    /** Why the newest refused call of that action was refused, as the request log has it. */
    async whyRefused(action: string): Promise<string> {
      const { events } = (await (await fetch(`${edge}/_rolecall/events?action=${action}&limit=1`)).json()) as { events: { checks: { reasons: string[] }[] }[] }
      return events[0]?.checks.at(-1)?.reasons.join(' ') ?? ''
    },
  }
}

export type TwoAccounts = ReturnType<typeof twoAccounts>
