import type { PasswordPolicyRecord } from '@rolecall/store'
import { passwordRefused } from './errors.ts'

interface CharacterRule {
  isNeeded(policy: PasswordPolicyRecord): boolean
  characters: RegExp
  /** As AWS's refusals call it. */
  name: string
}

const characterRules: readonly CharacterRule[] = [
  { isNeeded: (policy) => policy.needsSymbols, characters: /[!@#$%^&*()_+\-=[\]{}|']/, name: 'symbol' },
  { isNeeded: (policy) => policy.needsNumbers, characters: /\d/, name: 'number' },
  { isNeeded: (policy) => policy.needsUppercase, characters: /[A-Z]/, name: 'uppercase letter' },
  { isNeeded: (policy) => policy.needsLowercase, characters: /[a-z]/, name: 'lowercase letter' },
]

const checkByPolicy = (password: string, policy: PasswordPolicyRecord): void => {
  if (password.length < policy.minimumLength) throw passwordRefused(`Password should have a minimum length of ${policy.minimumLength}`)
  const missing = characterRules.find(({ isNeeded, characters }) => isNeeded(policy) && !characters.test(password))
  if (missing !== undefined) throw passwordRefused(`Password should have at least one ${missing.name}`)
}

const ownMinimum = 8
const ownKinds = 3

/** AWS's rules for accounts without a policy: eight characters, of three kinds at least, and not the account's own name. */
const checkByOwnRules = (password: string, accountNames: readonly string[]): void => {
  if (password.length < ownMinimum) throw passwordRefused(`Password should have a minimum length of ${ownMinimum}`)
  const kinds = characterRules.filter(({ characters }) => characters.test(password)).length
  if (kinds < ownKinds) {
    throw passwordRefused('Password should have at least three of the following: uppercase letters, lowercase letters, numbers, symbols')
  }
  if (accountNames.some((name) => name.toLowerCase() === password.toLowerCase())) throw passwordRefused('Password should not be the name of the account')
}

export interface PasswordRules {
  /** Undefined while AWS's own rules hold. */
  policy: PasswordPolicyRecord | undefined
  /** Number and alias of the account. */
  accountNames: readonly string[]
}

/** Refuses with PasswordPolicyViolation. */
export const checkPassword = (password: string, { policy, accountNames }: PasswordRules): void => {
  if (policy === undefined) checkByOwnRules(password, accountNames)
  else checkByPolicy(password, policy)
}
