import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import type { Clock } from '@rolecall/clock'
import { accessKeyIdFromBytes, type Ids, secretFromBytes } from '@rolecall/ids'
import type { SealingKeyRecord, Store } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'
import type { SessionContent, TemporaryCredentials } from './session.ts'

// Base64 of these bytes is `IQoJb3JpZ2luX2Vj`, how session tokens of AWS begin; filters look for it.
const prefix = Buffer.from('IQoJb3JpZ2luX2Vj', 'base64')
const headerLength = prefix.length + 4
const messageHeaderLength = 4
const nonceLength = 12
const tagLength = 16
// Another replica may have made a newer key.
const rememberedMilliseconds = 60_000

interface SealingKey {
  id: number
  /** Encrypts session tokens. */
  cipherKey: Buffer
  /** Encrypts authorization messages, so that neither can be taken for the other. */
  messageKey: Buffer
  /** Derives secret access keys. */
  secretKey: Buffer
  /** Derives what identifies credentials that are not drawn. */
  derivingKey: Buffer
  /** Makes the metadata service's session tokens. */
  instanceTokenKey: Buffer
}

export interface OpenedSession {
  content: SessionContent
  secretAccessKey: string
}

const sealingKey = (record: SealingKeyRecord): SealingKey => ({
  id: record.id,
  cipherKey: createHmac('sha256', record.secret).update('rolecall token cipher').digest(),
  messageKey: createHmac('sha256', record.secret).update('rolecall authorization message').digest(),
  secretKey: createHmac('sha256', record.secret).update('rolecall secret access key').digest(),
  derivingKey: createHmac('sha256', record.secret).update('rolecall derived session').digest(),
  instanceTokenKey: createHmac('sha256', record.secret).update('rolecall instance token').digest(),
})

export interface SealerDependencies {
  store: Store
  ids: Ids
  clock: Clock
}

/**
 * Seals sessions into tokens and opens them: AES-256-GCM, the key's id in the clear. The secret access key is a keyed
 * hash of the token, so nothing about a session is stored and every replica that has the sealing keys verifies it.
 */
export class Sealer {
  readonly #dependencies: SealerDependencies
  readonly #opened = new BoundedCache<string, OpenedSession>(20_000)
  #keys = new Map<number, SealingKey>()
  #newest: SealingKey | undefined
  #loadedAt = 0

  constructor(dependencies: SealerDependencies) {
    this.#dependencies = dependencies
  }

  /** Loads the sealing keys; makes the first one in a new store. */
  async load(): Promise<void> {
    const { store, ids, clock } = this.#dependencies
    let records = await store.sealingKeys.list()
    if (records.length === 0) {
      await store.sealingKeys.add({ id: 1, secret: ids.bytes(32) }, clock.now())
      records = await store.sealingKeys.list()
    }
    this.#loadedAt = performance.now()
    this.#keys = new Map(records.map((record) => [record.id, sealingKey(record)]))
    const last = records.at(-1)
    this.#newest = last && this.#keys.get(last.id)
  }

  /**
   * Makes a new key, with which everything is sealed from now on by this process, by others within a minute. Older keys stay
   * and open what they sealed. Answers the id of the new key.
   */
  async rotate(): Promise<number> {
    const { store, ids, clock } = this.#dependencies
    const newest = (await store.sealingKeys.list()).at(-1)?.id ?? 0
    await store.sealingKeys.add({ id: newest + 1, secret: ids.bytes(32) }, clock.now())
    await this.load()
    return newest + 1
  }

  /** Credentials for a session, whose token is so long at least; `accessKeyId` is drawn here. */
  async sealSession(session: Omit<SessionContent, 'accessKeyId'>, minimumTokenBytes = 0): Promise<TemporaryCredentials> {
    const content = { ...session, accessKeyId: this.#dependencies.ids.accessKeyId('ASIA', session.account) }
    const sealed = minimumTokenBytes === 0 ? content : padded(content, minimumTokenBytes)
    return credentialsOf(this.#knownKey() ?? (await this.#sealingKey()), sealed, this.#nonce())
  }

  /**
   * The same credentials for the same session at every replica, as long as the newest key is the same, so that nothing has to
   * be stored. The nonce follows from the content: it never serves two of them.
   */
  async deriveSession(session: Omit<SessionContent, 'accessKeyId'>): Promise<TemporaryCredentials> {
    const key = await this.#sealingKey()
    const digest = createHmac('sha512', key.derivingKey).update(JSON.stringify(session)).digest()
    const accessKeyId = accessKeyIdFromBytes('ASIA', session.account, digest.subarray(nonceLength))
    return credentialsOf(key, { ...session, accessKeyId }, digest.subarray(0, nonceLength))
  }

  /** The session in a token; undefined when the token is not ours or was tampered with. */
  async openSession(sessionToken: string): Promise<OpenedSession | undefined> {
    const cached = this.#opened.get(sessionToken)
    if (cached) return cached
    const text = await this.open(sessionToken)
    if (text === undefined) return undefined
    const bytes = Buffer.from(sessionToken, 'base64')
    const key = this.#keys.get(keyIdOf(bytes))
    if (key === undefined) return undefined
    const opened = { content: JSON.parse(text) as SessionContent, secretAccessKey: deriveSecret(key, bytes) }
    this.#opened.set(sessionToken, opened)
    return opened
  }

  /** Seals any text of ours. */
  async seal(text: string): Promise<string> {
    return sealWith(await this.#sealingKey(), text, this.#nonce()).toString('base64')
  }

  /** The text of a sealed message; undefined when it is not ours. */
  async open(sealedText: string): Promise<string | undefined> {
    const bytes = Buffer.from(sealedText, 'base64')
    if (bytes.toString('base64') !== sealedText) return undefined
    const key = await this.#keyOf(keyIdOf(bytes))
    return key && decrypt(key.cipherKey, bytes, headerLength)
  }

  /** Seals an authorization message, in the characters that AWS uses for one. */
  async sealMessage(text: string): Promise<string> {
    const key = await this.#sealingKey()
    const header = Buffer.alloc(messageHeaderLength)
    header.writeUInt32BE(key.id)
    return encrypt(key.messageKey, { header, nonce: this.#nonce(), text }).toString('base64url')
  }

  /** The text of an authorization message; undefined when it is not ours or was tampered with. */
  async openMessage(sealedText: string): Promise<string | undefined> {
    const bytes = Buffer.from(sealedText, 'base64url')
    if (bytes.length < messageHeaderLength || bytes.toString('base64url') !== sealedText) return undefined
    const key = await this.#keyOf(bytes.readUInt32BE())
    return key && decrypt(key.messageKey, bytes, messageHeaderLength)
  }

  /** The key for the metadata service's session tokens: the newest, or that of a token's id; undefined when there is none. */
  async instanceTokenKey(keyId?: number): Promise<{ id: number; key: Uint8Array } | undefined> {
    const key = await (keyId === undefined ? this.#sealingKey() : this.#keyOf(keyId))
    return key && { id: key.id, key: key.instanceTokenKey }
  }

  #nonce(): Buffer {
    return this.#dependencies.ids.bytes(nonceLength)
  }

  async #keyOf(keyId: number): Promise<SealingKey | undefined> {
    return this.#keys.get(keyId) ?? (await this.#reload(keyId))
  }

  /** The newest key as far as it is known. */
  #knownKey(): SealingKey | undefined {
    if (this.#newest !== undefined && performance.now() - this.#loadedAt > rememberedMilliseconds) this.#refresh()
    return this.#newest
  }

  async #sealingKey(): Promise<SealingKey> {
    if (this.#knownKey() === undefined) await this.load()
    if (this.#newest === undefined) throw new Error('There is no sealing key.')
    return this.#newest
  }

  // Nobody waits: who seals may hold the transaction that everyone else's connection waits for.
  #refresh(): void {
    this.#loadedAt = performance.now()
    // The next minute tries again.
    this.load().catch(() => undefined)
  }

  // A key that another replica made after we loaded ours.
  async #reload(keyId: number): Promise<SealingKey | undefined> {
    await this.load()
    return this.#keys.get(keyId)
  }
}

/** The content, made so long that its token has as many bytes as are asked for. */
const padded = (content: SessionContent, tokenBytes: number): SessionContent => {
  const empty = { ...content, padding: '' }
  const missing = Math.ceil((tokenBytes * 3) / 4) - headerLength - nonceLength - tagLength - Buffer.byteLength(JSON.stringify(empty))
  return missing <= 0 ? content : { ...content, padding: '0'.repeat(missing) }
}

const sealWith = (key: SealingKey, text: string, nonce: Buffer): Buffer => {
  const header = Buffer.alloc(headerLength)
  prefix.copy(header)
  header.writeUInt32BE(key.id, prefix.length)
  return encrypt(key.cipherKey, { header, nonce, text })
}

const credentialsOf = (key: SealingKey, content: SessionContent, nonce: Buffer): TemporaryCredentials => {
  const sealed = sealWith(key, JSON.stringify(content), nonce)
  const { accessKeyId, expiresAt } = content
  return { accessKeyId, secretAccessKey: deriveSecret(key, sealed), sessionToken: sealed.toString('base64'), expiresAt: new Date(expiresAt * 1000) }
}

/** Header, nonce, what is encrypted, and the tag that covers all of it. */
const encrypt = (cipherKey: Buffer, { header, nonce, text }: { header: Buffer; nonce: Buffer; text: string }): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce).setAAD(header)
  const sealed = cipher.update(text, 'utf8')
  // Completes the tag; GCM holds no text back.
  cipher.final()
  return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()])
}

const decrypt = (cipherKey: Buffer, bytes: Buffer, from: number): string | undefined => {
  if (bytes.length < from + nonceLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(from, from + nonceLength))
  decipher.setAAD(bytes.subarray(0, from)).setAuthTag(bytes.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(from + nonceLength, -tagLength)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const keyIdOf = (bytes: Buffer): number =>
  bytes.length >= headerLength && bytes.subarray(0, prefix.length).equals(prefix) ? bytes.readUInt32BE(prefix.length) : 0

/** Nonce and tag stand for the whole token: the tag covers all else that is in it. */
const deriveSecret = (key: SealingKey, sealed: Buffer): string =>
  secretFromBytes(
    createHmac('sha256', key.secretKey)
      .update(sealed.subarray(0, headerLength + nonceLength))
      .update(sealed.subarray(-tagLength))
      .digest(),
  )
