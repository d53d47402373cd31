import { incorrectAudience, invalidToken, missingClaim, severalAudiences, tokenExpired } from './errors.ts'

export type Claims = Readonly<Record<string, unknown>>

/** Clocks of AWS and the issuer may differ by this much. */
const leewaySeconds = 5 * 60

/** For whom a token is. */
export interface Audience {
  /** The authorized party where the token names one, else its audience. */
  effective: string
  /** Its audience where the authorized party stands in for it. */
  original: string | undefined
}

const requiredText = (claims: Claims, name: string): string => {
  const value = claims[name]
  if (value === undefined || value === null || value === '') throw missingClaim(name)
  if (typeof value !== 'string') throw invalidToken(`The claim ${name} is no text.`)
  return value
}

const requiredTime = (claims: Claims, name: string): number => {
  const value = claims[name]
  if (value === undefined || value === null) throw missingClaim(name)
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidToken(`The claim ${name} is no number.`)
  return value
}

export const issuerOf = (claims: Claims): string => requiredText(claims, 'iss')

export const subjectOf = (claims: Claims): string => requiredText(claims, 'sub')

const audiencesOf = ({ aud }: Claims): string[] => {
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
  const texts = audiences.filter((audience) => typeof audience === 'string' && audience !== '')
  if (texts.length === 0) throw missingClaim('aud')
  return texts as string[]
}

/** Refuses a token that is not for one of the client ids; undefined leaves that to the trust policy. */
export const audienceOf = (claims: Claims, clientIds: readonly string[] | undefined): Audience => {
  const [first = '', ...others] = audiencesOf(claims)
  const party = claims['azp']
  const hasParty = typeof party === 'string' && party !== ''
  if (others.length > 0 && !hasParty) throw severalAudiences()
  const effective = hasParty ? party : first
  if (clientIds !== undefined && !clientIds.includes(effective)) throw incorrectAudience()
  return { effective, original: hasParty ? first : undefined }
}

/** Refuses tokens that lack what every token has. */
export const checkRequiredClaims = (claims: Claims): void => {
  requiredTime(claims, 'exp')
  requiredTime(claims, 'iat')
  subjectOf(claims)
}

/** Refuses what is not valid yet or not any more. */
export const checkTimes = (claims: Claims, now: Date): void => {
  const seconds = Math.floor(now.getTime() / 1000)
  const expiresAt = requiredTime(claims, 'exp')
  const notBefore = typeof claims['nbf'] === 'number' ? claims['nbf'] : requiredTime(claims, 'iat')
  if (notBefore > seconds + leewaySeconds) throw invalidToken('The token is not valid yet.')
  if (expiresAt + leewaySeconds <= seconds) throw tokenExpired(seconds, Math.floor(expiresAt))
}
