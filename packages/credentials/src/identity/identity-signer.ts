import { createSign } from 'node:crypto'
import type { Clock } from '@rolecall/clock'
import type { Ids } from '@rolecall/ids'
import type { IdentityCertificateRecord, Store } from '@rolecall/store'
import { BoundedCache } from '../bounded-cache.ts'
import { makeCertificate } from './make-certificate.ts'
import { signedData } from './signed-data.ts'

/** The signatures of one instance identity document, in base64, lines of 76 characters. */
export interface IdentitySignatures {
  /** PKCS #1 v1.5 over SHA-256. */
  signature: string
  /** PKCS #7 with SHA-1, the document enclosed. */
  pkcs7: string
  /** PKCS #7 with SHA-256, the document enclosed. */
  rsa2048: string
}

export interface IdentitySignerDependencies {
  store: Store
  ids: Ids
  clock: Clock
}

const wrapped = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/(.{76})(?=.)/g, '$1\n')

/**
 * Signs instance identity documents with the one key of the store, which is made when it is first needed. AWS has three
 * keys in each region; whoever takes certificates of others takes one for all.
 */
export class IdentitySigner {
  readonly #dependencies: IdentitySignerDependencies
  readonly #signed = new BoundedCache<string, IdentitySignatures>(1000)
  #record: Promise<IdentityCertificateRecord> | undefined

  constructor(dependencies: IdentitySignerDependencies) {
    this.#dependencies = dependencies
  }

  /** PEM. */
  async certificate(): Promise<string> {
    return (await this.#load()).certificate
  }

  /** `signedAt` becomes part of the signatures: those of one document and time are the same bytes each time. */
  async sign(document: string, signedAt: Date): Promise<IdentitySignatures> {
    const name = `${signedAt.getTime()} ${document}`
    const known = this.#signed.get(name)
    if (known) return known
    const record = await this.#load()
    const signatures = {
      signature: wrapped(createSign('sha256').update(document).sign(record.privateKey)),
      pkcs7: wrapped(await signedData(document, { ...record, signedAt, digest: 'sha1' })),
      rsa2048: wrapped(await signedData(document, { ...record, signedAt, digest: 'sha256' })),
    }
    this.#signed.set(name, signatures)
    return signatures
  }

  async #load(): Promise<IdentityCertificateRecord> {
    this.#record ??= this.#findOrMake()
    try {
      return await this.#record
    } catch (error) {
      this.#record = undefined
      throw error
    }
  }

  async #findOrMake(): Promise<IdentityCertificateRecord> {
    const { store, ids, clock } = this.#dependencies
    const { identityCertificates } = store
    const known = await identityCertificates.find()
    if (known !== undefined) return known
    await identityCertificates.add(await makeCertificate(ids.bytes(16)), clock.now())
    // Of several processes that make one, one wins.
    const kept = await identityCertificates.find()
    if (kept === undefined) throw new Error('The identity certificate was not kept.')
    return kept
  }
}
