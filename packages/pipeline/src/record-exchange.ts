import type { AwsError } from '@rolecall/models'
import type { DecidedCheck, Exchange } from './exchange.ts'
import type { RequestEvent, RequestLog } from './request-log.ts'

interface Finished<Context> {
  exchange: Exchange<Context>
  status: number
  error: AwsError | undefined
}

const userAgentOf = (exchange: Exchange<never>): string | undefined =>
  exchange.request.headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1].slice(0, 256)

const checkEvent = ({ action, check, decision }: DecidedCheck): RequestEvent['checks'][number] => ({
  action,
  resource: check.resource,
  decision: decision.kind,
  reasons: decision.isAllowed ? [] : decision.reasons(),
})

const errorEvent = (error: AwsError): RequestEvent['error'] => ({
  code: error.code,
  message: error.message,
  ...(error.reason === undefined ? {} : { reason: error.reason }),
})

const decisionOf = (decided: DecidedCheck[]): string | undefined =>
  (decided.find(({ decision }) => !decision.isAllowed) ?? decided[0])?.decision.kind

/** Writes the request's line into the request log. */
export const recordExchange = <Context>({ exchange, status, error }: Finished<Context>, log: RequestLog): void => {
  const { authenticated } = exchange
  log.record({
    requestId: exchange.requestId,
    at: exchange.now.toISOString(),
    service: exchange.service,
    action: exchange.action,
    region: authenticated?.region,
    account: authenticated?.caller.account,
    caller: authenticated?.caller.arn,
    accessKeyId: authenticated?.caller.accessKeyId,
    principalId: authenticated?.caller.uniqueId,
    sourceIp: exchange.request.remoteAddress,
    userAgent: userAgentOf(exchange as Exchange<never>),
    decision: decisionOf(exchange.decided),
    checks: exchange.decided.map(checkEvent),
    status,
    error: error && errorEvent(error),
    durationMilliseconds: Math.round((performance.now() - exchange.startedAt) * 100) / 100,
  })
}
