import { iam } from '@rolecall/models'
import type { PasswordPolicyRecord } from '@rolecall/store'
import { iamOperation } from '../context.ts'

const defaultLength = 6

interface AskedPolicy {
  MinimumPasswordLength?: number | undefined
  RequireSymbols?: boolean | undefined
  RequireNumbers?: boolean | undefined
  RequireUppercaseCharacters?: boolean | undefined
  RequireLowercaseCharacters?: boolean | undefined
  AllowUsersToChangePassword?: boolean | undefined
  MaxPasswordAge?: number | undefined
  PasswordReusePrevention?: number | undefined
  HardExpiry?: boolean | undefined
}

const flags = (input: AskedPolicy) => ({
  needsSymbols: input.RequireSymbols === true,
  needsNumbers: input.RequireNumbers === true,
  needsUppercase: input.RequireUppercaseCharacters === true,
  needsLowercase: input.RequireLowercaseCharacters === true,
  usersMayChange: input.AllowUsersToChangePassword === true,
})

const readPolicy = (input: AskedPolicy): PasswordPolicyRecord => ({
  minimumLength: input.MinimumPasswordLength ?? defaultLength,
  ...flags(input),
  ...(input.MaxPasswordAge === undefined ? {} : { maximumAgeDays: input.MaxPasswordAge }),
  ...(input.PasswordReusePrevention === undefined ? {} : { remembered: input.PasswordReusePrevention }),
  ...(input.HardExpiry === undefined ? {} : { isHardExpiry: input.HardExpiry }),
})

/** Replaces the whole policy: what is not given goes to its default. Passwords that are there stay good. */
export const UpdateAccountPasswordPolicy = iamOperation(iam.UpdateAccountPasswordPolicy, {
  access: () => [{ resource: '*' }],

  async run(input, { context, partition, account }) {
    await context.store.accountSettings.setPasswordPolicy({ partition, account }, readPolicy(input))
    return undefined
  },
})
