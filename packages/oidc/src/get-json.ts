import { createHash } from 'node:crypto'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { KeyRefusal } from './key-refusal.ts'

const maximumBytes = 1_000_000

export interface GetOptions {
  /** SHA-1 in lower-case hex of top certificates that are trusted besides the public CAs. */
  thumbprints: readonly string[]
  /** Ends the request. */
  signal: AbortSignal
}

const pem = (certificate: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`

/** The last certificate of the chain that the server presented. */
const topOf = (certificate: DetailedPeerCertificate): Buffer => {
  let top = certificate
  const seen = new Set<Buffer>()
  // A self-signed certificate is its own issuer.
  while (top.issuerCertificate?.raw !== undefined && !top.issuerCertificate.raw.equals(top.raw) && !seen.has(top.raw)) {
    seen.add(top.raw)
    top = top.issuerCertificate
  }
  return top.raw
}

/** Connects without trust, only to see which certificates the server presents. */
const presentedTop = (url: URL, signal: AbortSignal): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const options = { host, port: Number(url.port || 443), rejectUnauthorized: false, ...(/[a-z]$/i.test(host) ? { servername: host } : {}) }
    const socket = connect(options, () => {
      const certificate = socket.getPeerCertificate(true)
      socket.destroy()
      resolve(topOf(certificate))
    })
    const stop = (): void => void socket.destroy(new Error('The TLS handshake took too long.'))
    signal.addEventListener('abort', stop, { once: true })
    socket.on('error', reject)
    socket.on('close', () => signal.removeEventListener('abort', stop))
  })

const readBody = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maximumBytes) throw new Error(`The answer has more than ${maximumBytes} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

interface Trust {
  signal: AbortSignal
  /** A certificate that is trusted in place of the public CAs. */
  ca?: string
}

/** Redirects are not followed: what stands at another place is not what the issuer published. */
const getText = (url: URL, { signal, ca }: Trust): Promise<string> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const trust = ca === undefined ? {} : { ca, allowPartialTrustChain: true }
    const request = send(url, { agent: false, headers: { accept: 'application/json' }, signal, ...trust }, (response) => {
      if (response.statusCode === 200) readBody(response).then(resolve, reject)
      else {
        response.resume()
        reject(new Error(`${url.href} answers ${response.statusCode ?? 0}.`))
      }
    })
    request.on('error', reject)
    request.end()
  })

const memberOf = (error: unknown, member: 'code' | 'message'): string =>
  typeof error === 'object' && error !== null && member in error ? String((error as Record<string, unknown>)[member]) : ''

// What OpenSSL and Node call a chain that leads to no CA they know.
const untrusted = /^(?:UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_UNTRUSTED|INVALID_CA)/

/** Trusts the presented chain only as far as a thumbprint does; its host and dates are checked as always. */
const getByThumbprint = async (url: URL, { thumbprints, signal }: GetOptions): Promise<string> => {
  const top = await presentedTop(url, signal)
  const thumbprint = createHash('sha1').update(top).digest('hex')
  if (!thumbprints.includes(thumbprint)) throw new KeyRefusal('thumbprint', `${url.host} presents a chain whose top certificate has the thumbprint ${thumbprint}.`)
  return getText(url, { signal, ca: pem(top) })
}

const getTrusted = async (url: URL, options: GetOptions): Promise<string> => {
  try {
    return await getText(url, options)
  } catch (error) {
    if (!untrusted.test(memberOf(error, 'code'))) throw error
    return getByThumbprint(url, options)
  }
}

const asRefusal = (error: unknown, url: URL, signal: AbortSignal): KeyRefusal => {
  if (error instanceof KeyRefusal) return error
  if (signal.aborted) return new KeyRefusal('timeout', `${url.href} did not answer in time.`)
  return new KeyRefusal('unreachable', `${url.href}: ${memberOf(error, 'message')}`)
}

/** The JSON object at a URL. Refuses with KeyRefusal. */
export const getJson = async (url: URL, options: GetOptions): Promise<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(await getTrusted(url, options))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('The answer is no JSON object.')
    return value as Record<string, unknown>
  } catch (error) {
    throw asRefusal(error, url, options.signal)
  }
}
