import type { LoginProfileRecord } from '@rolecall/store'
import { hashPassword } from './password.ts'

// A policy forbids 24 earlier passwords at most.
const keptHashes = 24

/** What another password changes about a profile; earlier ones are remembered. */
export const changedPassword = async (
  { hashes, salt }: LoginProfileRecord,
  password: string,
  changedAt: Date,
): Promise<Pick<LoginProfileRecord, 'hashes' | 'changedAt'>> => ({
  hashes: [await hashPassword(password, salt), ...hashes].slice(0, keptHashes),
  changedAt,
})
