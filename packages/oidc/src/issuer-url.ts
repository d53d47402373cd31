/**
 * Which issuers may be reached over plain HTTP: those on this machine and Rolecall's own (`loopback`), every one (`any`), or
 * none, as on AWS.
 */
export type HttpIssuers = 'loopback' | 'any' | 'none'

export const isHttpIssuers = (text: string): text is HttpIssuers => text === 'loopback' || text === 'any' || text === 'none'

const isLoopbackHost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(host) || host === '[::1]'

const builtInPath = /^\/_rolecall\/oidc\/([A-Za-z0-9][A-Za-z0-9._-]{0,62})$/

/** Whether plain HTTP and a port, which AWS refuses both, are allowed for the URL. */
export const isPlainHttpAllowed = (url: URL, httpIssuers: HttpIssuers): boolean => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (httpIssuers === 'none') return false
  return httpIssuers === 'any' || isLoopbackHost(url.hostname) || builtInPath.test(url.pathname)
}
