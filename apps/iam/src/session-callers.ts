import type { Caller } from '@rolecall/credentials'
import { credentialsNotForIam } from './errors.ts'

/** What temporary credentials IAM takes for invalid (IAM User Guide, "Compare AWS STS credentials"). */
export const refuseSessionsWithoutMfa = ({ kind, session }: Caller): void => {
  if (kind === 'federated-user') throw credentialsNotForIam('Credentials of federated users cannot call IAM.')
  if (kind === 'role-session' || session === undefined || session.mfaAt !== undefined || session.kind === 'assumed-root') return
  throw credentialsNotForIam('GetSessionToken credentials can call IAM only when they were made with MFA.')
}
