import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { parsePolicy } from '@rolecall/policy'
import { iamOperation, type IamRequest } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { changedPassword } from './changed-password.ts'
import { oldPasswordWrong, onlyUsersChangePasswords, passwordRefused } from './errors.ts'
import { getLoginProfile, passwordRules } from './login-profile.ts'
import { hashPassword, isSameHash } from './password.ts'
import { checkPassword } from './password-rules.ts'

const callingUser = ({ caller }: IamRequest): string => {
  if (caller.kind !== 'user' || caller.name === undefined) throw onlyUsersChangePasswords()
  return caller.name
}

/** The account's password policy can let every user change the own password: it allows as a policy of the user as a resource would. */
const changesAllowedTo = (arn: string) => ({
  name: 'account password policy',
  type: 'inline' as const,
  attachedTo: arn,
  policy: parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'iam:ChangePassword', Resource: arn }] }),
  ),
})

export const ChangePassword = iamOperation(iam.ChangePassword, {
  effect: 'write',

  async access(_input, request) {
    const check = await onEntity({ kind: 'user', name: callingUser(request) }, request)
    const { policy } = await passwordRules(request)
    return [policy?.usersMayChange === true ? { ...check, resourcePolicy: changesAllowedTo(check.resource), resourcePolicyKind: 'resource' as const } : check]
  },

  async run({ OldPassword: old, NewPassword: password }, request) {
    const { entities, store } = request.context
    const user = await entities.get('user', request, callingUser(request))
    const profile = await getLoginProfile(user, request)
    const [present = '', ...earlier] = profile.hashes
    if (!isSameHash(await hashPassword(old, profile.salt), present)) throw oldPasswordWrong()
    const rules = await passwordRules(request)
    checkPassword(password, rules)
    const changes = await changedPassword(profile, password, wholeSeconds(request.now))
    const forbidden = [present, ...earlier].slice(0, rules.policy?.remembered ?? 0)
    if (forbidden.some((hash) => isSameHash(hash, changes.hashes[0] ?? ''))) {
      throw passwordRefused('Policy constraint violation with password reuse prevention during password change.')
    }
    await store.loginProfiles.update(user.id, { ...changes, mustReset: false })
    return undefined
  },
})
