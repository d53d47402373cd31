/**
 * Which issuers may be reached over plain HTTP: those on this machine and Rolecall's own (`loopback`), every one (`any`), or
 * none, as on AWS.
 */
export const httpIssuersChoices = ['loopback', 'any', 'none'] as const

export type HttpIssuers = (typeof httpIssuersChoices)[number]

const isLoopbackHost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(host) || host === '[::1]'

const builtInPath = /^\/_rolecall\/oidc\/([A-Za-z0-9][A-Za-z0-9._-]{0,62})$/

/** The name of the issuer of ours that has the URL, whatever host the edge was reached by; undefined for others. */
export const builtInIssuerName = (url: string): string | undefined =>
  URL.canParse(url) ? builtInPath.exec(new URL(url).pathname)?.[1] : undefined

export const builtInIssuerPath = (name: string): string => `/_rolecall/oidc/${name}`

export const isIssuerName = (name: string): boolean => builtInPath.test(builtInIssuerPath(name))

/** Whether plain HTTP and a port, which AWS refuses both, are allowed for the URL. */
export const isPlainHttpAllowed = (url: URL, httpIssuers: HttpIssuers): boolean => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  if (httpIssuers === 'none') return false
  return httpIssuers === 'any' || isLoopbackHost(url.hostname) || builtInPath.test(url.pathname)
}

const outboundSuffixes: Readonly<Record<string, string>> = { 'aws-cn': 'api.amazonwebservices.com.cn' }

/** How AWS calls the issuer that signs for an account's principals. */
export const outboundIssuerUrl = (name: string, partition: string): string =>
  `https://${name}.tokens.sts.global.${outboundSuffixes[partition] ?? 'api.aws'}`
