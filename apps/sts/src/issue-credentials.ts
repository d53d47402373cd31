import type { Sealer, SessionContent } from '@rolecall/credentials'

/** By the API reference, what tokens are measured against. */
const largestTokenBytes = 4096

export interface TokenSizeInput {
  MinimumSessionTokenSize?: number | undefined
}

/** What every operation that issues temporary credentials answers of them. */
export interface IssuedCredentials {
  Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string; Expiration: Date }
  SessionTokenUtilization?: number
  SessionTokenSize?: number
}

/**
 * Seals the session, in a token of the size that the request asks for or more, to try what carries tokens with large ones.
 * How large it is, is told to those who asked for a size: answers that were recorded without it lack these members.
 */
export const issueCredentials = async (
  session: Omit<SessionContent, 'accessKeyId'>,
  { MinimumSessionTokenSize: minimumBytes = 0 }: TokenSizeInput,
  sealer: Sealer,
): Promise<IssuedCredentials> => {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = await sealer.sealSession(session, minimumBytes)
  const Credentials = { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiresAt }
  if (minimumBytes === 0) return { Credentials }
  const bytes = sessionToken.length
  return { Credentials, SessionTokenUtilization: Math.min(100, Math.ceil((100 * bytes) / largestTokenBytes)), SessionTokenSize: bytes }
}
