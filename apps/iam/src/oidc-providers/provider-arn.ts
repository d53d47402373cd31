import { parseArn } from '@rolecall/ids'
import type { IamRequest } from '../context.ts'
import { arnOfAnotherKind, invalidProviderArn, providerOfAnotherAccount } from './errors.ts'

/** Refuses what is no ARN of a provider of that kind, and those of other accounts. */
export const checkProviderArn = (arn: string, kind: 'oidc-provider' | 'saml-provider', { caller, partition, account }: IamRequest): void => {
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || parsed.region !== '') throw invalidProviderArn(arn)
  if (!parsed.resource.startsWith(`${kind}/`) || parsed.resource.length === kind.length + 1) throw arnOfAnotherKind()
  if (parsed.account !== account || parsed.partition !== partition) throw providerOfAnotherAccount(caller.arn, arn)
}
