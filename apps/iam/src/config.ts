import { type HttpIssuers, httpIssuersChoices } from '@rolecall/oidc'
import { choice, text } from '@rolecall/pipeline'
import { parseQuotas, type Quotas } from './quotas.ts'

/** `ROLECALL_IAM_QUOTAS`, such as `RolesPerAccount=1000,PoliciesPerRole=20`. */
export const readQuotas = (): Quotas => parseQuotas(text('ROLECALL_IAM_QUOTAS') ?? '')

/** `ROLECALL_HTTP_ISSUERS`: which OpenID Connect issuers may use plain HTTP. */
export const readHttpIssuers = (): HttpIssuers => choice('ROLECALL_HTTP_ISSUERS', httpIssuersChoices)
