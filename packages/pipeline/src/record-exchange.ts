import { isoMilliseconds } from '@rolecall/clock'
import type { AwsError } from '@rolecall/models'
import { headerOf } from '@rolecall/protocol'
import type { Enforcement } from './config.ts'
import type { DecidedCheck, Exchange } from './exchange.ts'
import type { RequestEvent, RequestLog } from './request-log.ts'

interface Finished<Context> {
  exchange: Exchange<Context>
  status: number
  error: AwsError | undefined
  enforcement: Enforcement
}

const userAgentOf = (exchange: Exchange<never>): string | undefined => headerOf(exchange.request, 'user-agent')?.slice(0, 256)

// The checks of the event tell what it encodes.
const withoutEncodedMessage = (message: string): string => message.replace(/\. Encoded authorization failure message: [\w-]*$/, '')

const errorEvent = (error: AwsError): RequestEvent['error'] => ({
  code: error.code,
  message: withoutEncodedMessage(error.message),
  ...(error.reason === undefined ? {} : { reason: error.reason }),
})

const decisionOf = (decided: DecidedCheck[], enforcement: Enforcement): string | undefined => {
  const denied = decided.find(({ ruling }) => !ruling.isAllowed)
  if (denied === undefined) return decided[0]?.ruling.kind
  return enforcement === 'audit' ? 'wouldDeny' : denied.ruling.kind
}

type Who = Pick<RequestEvent, 'account' | 'caller' | 'accessKeyId' | 'principalId'>

/** Who called: the signer, or whom an operation without signature found. */
const whoCalled = ({ authenticated, decided }: Exchange<never>): Who => {
  const caller = authenticated?.caller
  if (caller === undefined) return { account: undefined, caller: undefined, accessKeyId: undefined, principalId: undefined }
  if (caller.kind !== 'anonymous') return { account: caller.account, caller: caller.arn, accessKeyId: caller.accessKeyId, principalId: caller.uniqueId }
  const [first] = decided
  return { account: first?.check.resourceAccount, caller: first?.check.principal?.arn, accessKeyId: undefined, principalId: undefined }
}

/** Writes the request's line into the request log. */
export const recordExchange = <Context>({ exchange, status, error, enforcement }: Finished<Context>, log: RequestLog): void => {
  const { authenticated } = exchange
  const event = {
    requestId: exchange.requestId,
    at: isoMilliseconds(exchange.now),
    service: exchange.service,
    action: exchange.action,
    region: authenticated?.region,
    ...whoCalled(exchange as Exchange<never>),
    sourceIp: exchange.request.remoteAddress,
    userAgent: userAgentOf(exchange as Exchange<never>),
    decision: decisionOf(exchange.decided, enforcement),
    status,
    error: error && errorEvent(error),
    durationMilliseconds: Math.round((performance.now() - exchange.startedAt) * 100) / 100,
  }
  log.record(event, exchange.decided)
}
