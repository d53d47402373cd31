import { isoSeconds } from '@rolecall/clock'
import { jsonDocument } from './json-document.ts'

/** A published set of credentials. */
interface PublishedCredentials {
  accessKeyId: string | null
  secretAccessKey: string
  token: string | null
  issuedAt: Date | null
  expiresAt: Date | null
}

/** The seven members that SDKs read, in the recorded order. */
export const credentialsDocument = ({ accessKeyId, secretAccessKey, token, issuedAt, expiresAt }: PublishedCredentials): string =>
  jsonDocument([
    ['Code', 'Success'],
    ['LastUpdated', isoSeconds(issuedAt ?? new Date(0))],
    ['Type', 'AWS-HMAC'],
    ['AccessKeyId', accessKeyId],
    ['SecretAccessKey', secretAccessKey],
    ['Token', token],
    ['Expiration', isoSeconds(expiresAt ?? new Date(0))],
  ])
