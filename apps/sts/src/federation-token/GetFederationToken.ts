import { federatedUserArn } from '@rolecall/ids'
import { sts } from '@rolecall/models'
import { type AccessCheck, requestTagKeys } from '@rolecall/pipeline'
import { checkSessionPolicy, packedPolicySize, sessionPolicyArns } from '../assume-role/session-policies.ts'
import { sessionTags } from '../assume-role/session-tags.ts'
import { stsOperation } from '../context.ts'
import { issueCredentials } from '../issue-credentials.ts'
import { userSessionTimes } from '../user-session-times.ts'

/**
 * A session of a federated user. It may do what both its session policies and its creator may; without session policies
 * only what resource policies allow it by name.
 */
export const GetFederationToken = stsOperation(sts.GetFederationToken, {
  access(input, { caller }) {
    const { all } = sessionTags(input, undefined)
    const check = (action: string): AccessCheck => ({
      action,
      resource: federatedUserArn(caller.partition, caller.account, input.Name ?? ''),
      conditionKeys: requestTagKeys(all),
    })
    return [check('sts:GetFederationToken'), ...(all.length > 0 ? [check('sts:TagSession')] : [])]
  },

  async run(input, { caller, context, now }) {
    const { partition, account, uniqueId } = caller
    const tags = sessionTags(input, undefined)
    checkSessionPolicy(input.Policy)
    const policyArns = await sessionPolicyArns(input, caller, context.store)
    const packedSize = packedPolicySize(input, tags) ?? 0
    const name = input.Name ?? ''
    const session = {
      kind: 'federated-user' as const,
      partition,
      account,
      principalId: uniqueId,
      name,
      ...userSessionTimes(input.DurationSeconds, caller, now),
      ...(input.Policy === undefined ? {} : { policy: input.Policy }),
      ...(policyArns === undefined ? {} : { policyArns }),
      ...(tags.all.length === 0 ? {} : { tags: tags.all }),
    }
    return {
      ...(await issueCredentials(session, input, context.sealer)),
      FederatedUser: { FederatedUserId: `${account}:${name}`, Arn: federatedUserArn(partition, account, name) },
      PackedPolicySize: packedSize,
    }
  },
})
