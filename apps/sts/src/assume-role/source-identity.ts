import type { SessionContent } from '@rolecall/credentials'
import { sourceIdentityAlreadySet } from './errors.ts'

/** Fixed for a chain of sessions: inherited silently, repeated at will, never changed. */
export const sourceIdentity = (asked: string | undefined, session: SessionContent | undefined): string | undefined => {
  const inherited = session?.sourceIdentity
  if (inherited !== undefined && asked !== undefined && asked !== inherited) throw sourceIdentityAlreadySet()
  return inherited ?? asked
}
