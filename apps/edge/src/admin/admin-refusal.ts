import { timingSafeEqual } from 'node:crypto'

export interface AdminRequest {
  remoteAddress: string
  authorization: string | undefined
  origin: string | undefined
  host: string | undefined
}

export interface AdminRule {
  token: string | undefined
  /** Addresses that count as loopback. */
  addresses: string[]
}

const isLoopback = (address: string): boolean => /^(::ffff:)?127\./.test(address) || address === '::1'

const isEqual = (one: string, other: string): boolean => {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}

// A page of another origin in the user's browser also calls from loopback.
const isForeignOrigin = (request: AdminRequest): boolean =>
  request.origin !== undefined && request.origin !== `http://${request.host ?? ''}`

/** Why an admin call is refused; undefined when it may pass. Loopback only, unless a token is set: then the token decides. */
export const adminRefusal = (request: AdminRequest, { token, addresses }: AdminRule): string | undefined => {
  if (token !== undefined) {
    return isEqual(request.authorization ?? '', `Bearer ${token}`) ? undefined : 'The admin API needs the bearer token of ROLECALL_ADMIN_TOKEN.'
  }
  if (!isLoopback(request.remoteAddress) && !addresses.includes(request.remoteAddress)) return 'The admin API answers loopback callers only; set ROLECALL_ADMIN_TOKEN to open it.'
  return isForeignOrigin(request) ? 'The admin API does not answer pages of other origins.' : undefined
}
