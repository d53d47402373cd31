import type { TemporaryCredentials } from '@rolecall/credentials'

/** Temporary credentials as every operation that issues some answers them. */
export const shownCredentials = ({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: TemporaryCredentials) => ({
  AccessKeyId: accessKeyId,
  SecretAccessKey: secretAccessKey,
  SessionToken: sessionToken,
  Expiration: expiresAt,
})
