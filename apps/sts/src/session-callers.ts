import type { Caller } from '@rolecall/credentials'
import { accessDenied } from './errors.ts'

/** What temporary credentials may not call (IAM User Guide, "Compare AWS STS credentials"). */
export const refuseSessionCredentials = (caller: Caller, operation: string): void => {
  if (caller.session !== undefined) throw accessDenied(`Cannot call ${operation} with session credentials`)
}
