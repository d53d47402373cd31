import { type HttpIssuers, isPlainHttpAllowed } from '@rolecall/oidc'
import { urlNotHttps, urlWithMore, urlWithoutScheme } from './errors.ts'

/** Whether a URL has parts that no issuer has. A port is AWS's refusal too, but issuers on this machine need one. */
const hasMore = (text: string, url: URL): boolean => /[?#]/.test(text) || url.username !== '' || url.password !== ''

/**
 * Checks a provider's URL. AWS takes https only and no port; plain http and ports are for the issuers of tests, as far as
 * the setting allows them.
 */
export const checkProviderUrl = (text: string, httpIssuers: HttpIssuers): void => {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.hostname === '' || /[\s\0]/.test(text)) throw urlWithoutScheme()
  if (hasMore(text, url)) throw urlWithMore()
  if (isPlainHttpAllowed(url, httpIssuers)) return
  // The scheme is compared as it is written: it is what `iss` must begin with.
  if (!text.startsWith('https://')) throw urlNotHttps()
  if (url.port !== '') throw urlWithMore()
}
