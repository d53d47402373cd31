import { type HttpIssuers, isHttpIssuers } from '@rolecall/oidc'
import { ConfigurationError, text } from '@rolecall/pipeline'
import { parseQuotas, type Quotas } from './quotas.ts'

/** `ROLECALL_IAM_QUOTAS`, such as `RolesPerAccount=1000,PoliciesPerRole=20`. */
export const readQuotas = (): Quotas => parseQuotas(text('ROLECALL_IAM_QUOTAS') ?? '')

/** `ROLECALL_HTTP_ISSUERS`: `loopback` (the default), `any` or `none`. */
export const readHttpIssuers = (): HttpIssuers => {
  const value = text('ROLECALL_HTTP_ISSUERS') ?? 'loopback'
  if (!isHttpIssuers(value)) throw new ConfigurationError(`ROLECALL_HTTP_ISSUERS must be loopback, any or none, not '${value}'.`)
  return value
}
