import { basicIso } from './dates.ts'
import { signatureDoesNotMatch } from './refusals.ts'
import type { Signature } from './signed-request.ts'

/** Refuses a request that was signed too long ago or too far ahead of `now`. */
export const checkDate = (signature: Signature, now: Date, windowSeconds: number): void => {
  const signedAt = signature.signedAt.getTime()
  const windowMilliseconds = windowSeconds * 1000
  const minutes = windowSeconds / 60
  if (signedAt < now.getTime() - windowMilliseconds) {
    const border = new Date(now.getTime() - windowMilliseconds)
    throw signatureDoesNotMatch(
      `Signature expired: ${basicIso(signature.signedAt)} is now earlier than ${basicIso(border)} (${basicIso(now)} - ${minutes} min.)`,
    )
  }
  if (signedAt > now.getTime() + windowMilliseconds) {
    const border = new Date(now.getTime() + windowMilliseconds)
    throw signatureDoesNotMatch(
      `Signature not yet current: ${basicIso(signature.signedAt)} is still later than ${basicIso(border)} (${basicIso(now)} + ${minutes} min.)`,
    )
  }
}

export interface ScopeRule {
  isKnownRegion(region: string): boolean
  /** The signing name of the service. */
  expectedService: string
}

/** Refuses a scope that does not fit, all mistakes in one text; each sentence ends in a full stop and a space. */
export const checkScope = (signature: Signature, rule: ScopeRule): void => {
  const { region, service, terminator, date } = signature.scope
  const requestDate = basicIso(signature.signedAt)
  const mistakes = [
    rule.isKnownRegion(region) ? '' : 'Credential should be scoped to a valid region. ',
    service === rule.expectedService ? '' : `Credential should be scoped to correct service: '${rule.expectedService}'. `,
    terminator === 'aws4_request' ? '' : `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
    date === requestDate.slice(0, 8)
      ? ''
      : `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${requestDate.slice(0, 8)}', from '${requestDate}'. `,
  ].join('')
  if (mistakes !== '') throw signatureDoesNotMatch(mistakes)
}
