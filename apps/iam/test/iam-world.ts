import { IAM } from '@aws-sdk/client-iam'
import type { HttpIssuers } from '@rolecall/oidc'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { iamService } from '../src/index.ts'
import { parseQuotas, type Quotas } from '../src/quotas.ts'

/** IAM in process, for one test file. */
export interface IamWorld extends TestWorld {
  /** The default account's root. */
  root: IAM
  as(credentials: TestCredentials, region?: string): IAM
  /** A new user with an access key and at most one inline policy of these statements. */
  user(name: string, ...statements: object[]): Promise<IAM>
}

export const documentOf = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })

/** A trust policy for the given Principal element. */
export const trusting = (principal: object): string => documentOf({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' })

export const trustingEc2 = trusting({ Service: 'ec2.amazonaws.com' })

export const allow = (action: string | string[], resource: string | string[] = '*'): object => ({ Effect: 'Allow', Action: action, Resource: resource })

export const allowingPolicy = documentOf(allow('s3:GetObject'))

export const createIamWorld = async (name: string, quotas: Partial<Quotas> = {}, options: { httpIssuers?: HttpIssuers } = {}): Promise<IamWorld> => {
  const world = await createTestWorld({ name: `iam ${name}` })
  const handler = world.handler(iamService({ ...world, quotas: { ...parseQuotas(''), ...quotas }, ...options }))
  const as = (credentials?: TestCredentials, region = 'us-east-1'): IAM => new IAM({ ...world.client(handler, credentials), region } as never)
  const root = as()
  const user = async (userName: string, ...statements: object[]): Promise<IAM> => {
    await root.createUser({ UserName: userName })
    if (statements.length > 0) await root.putUserPolicy({ UserName: userName, PolicyName: 'own', PolicyDocument: documentOf(...statements) })
    const { AccessKey } = await root.createAccessKey({ UserName: userName })
    return as({ accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' })
  }
  return { ...world, root, as, user }
}
