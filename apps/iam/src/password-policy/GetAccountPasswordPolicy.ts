import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { passwordPolicyNotFound } from './errors.ts'

/** Says nothing of age, reuse and hard expiry that are not set. */
export const GetAccountPasswordPolicy = iamOperation(iam.GetAccountPasswordPolicy, {
  access: () => [{ resource: '*' }],

  async run(_input, { context, partition, account }) {
    const policy = await context.store.accountSettings.passwordPolicy({ partition, account })
    if (policy === undefined) throw passwordPolicyNotFound(account)
    return {
      PasswordPolicy: {
        MinimumPasswordLength: policy.minimumLength,
        RequireSymbols: policy.needsSymbols,
        RequireNumbers: policy.needsNumbers,
        RequireUppercaseCharacters: policy.needsUppercase,
        RequireLowercaseCharacters: policy.needsLowercase,
        AllowUsersToChangePassword: policy.usersMayChange,
        ExpirePasswords: policy.maximumAgeDays !== undefined,
        MaxPasswordAge: policy.maximumAgeDays,
        PasswordReusePrevention: policy.remembered,
        HardExpiry: policy.isHardExpiry,
      },
    }
  },
})
