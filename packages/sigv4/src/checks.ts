import { basicIso } from './dates.ts'
import { malformedCredential, signatureExpired, signatureNotYetCurrent, wrongScope } from './refusals.ts'
import type { Signature } from './signed-request.ts'

/** Refuses a request that was signed too long ago or too far ahead of `now`; IAM and STS allow 15 minutes. */
export const checkDate = (signature: Signature, now: Date, windowSeconds: number): void => {
  const ahead = signature.signedAt.getTime() - now.getTime()
  if (Math.abs(ahead) <= windowSeconds * 1000) return
  const isLate = ahead < 0
  const border = new Date(now.getTime() + (isLate ? -windowSeconds : windowSeconds) * 1000)
  const dates = {
    signedAt: signature.signedAtText,
    border: basicIso(border),
    reckoning: `${basicIso(now)} ${isLate ? '-' : '+'} ${windowSeconds / 60} min.`,
  }
  throw isLate ? signatureExpired(signature.place, dates) : signatureNotYetCurrent(dates)
}

export interface ScopeRule {
  /** Whether requests may be signed for it. */
  isValidRegion(region: string): boolean
  /** The signing name of the service. */
  expectedService: string
}

const credentialPattern = /^[^/]*\/[^/]*\/[^/]*\/[^/]*\/[^/]*$/

/** Refuses a credential that has not five parts, and a scope that does not fit, with all its mistakes in one text. */
export const checkScope = (signature: Signature, rule: ScopeRule): void => {
  if (!credentialPattern.test(signature.credential)) throw malformedCredential(signature.credential)
  const { region, service, terminator, date } = signature.scope
  const { signedAtText } = signature
  const signedOn = signedAtText.slice(0, 8)
  const mistakes: string[] = []
  if (!rule.isValidRegion(region)) mistakes.push('Credential should be scoped to a valid region.')
  if (service !== rule.expectedService) mistakes.push(`Credential should be scoped to correct service: '${rule.expectedService}'.`)
  if (terminator !== 'aws4_request') {
    mistakes.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`)
  }
  if (date !== signedOn) {
    mistakes.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${signedOn}', from '${signedAtText}'.`,
    )
  }
  if (mistakes.length > 0) throw wrongScope(mistakes)
}
