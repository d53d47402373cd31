import { type HttpIssuers, httpIssuersChoices } from '@rolecall/oidc'
import { choice } from '@rolecall/pipeline'

/** `ROLECALL_HTTP_ISSUERS`: which OpenID Connect issuers may be asked for their keys over plain HTTP. */
export const readHttpIssuers = (): HttpIssuers => choice('ROLECALL_HTTP_ISSUERS', httpIssuersChoices)
