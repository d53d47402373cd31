import { wholeSeconds } from '@rolecall/clock'
import { federatedUserArn } from '@rolecall/ids'
import { sts } from '@rolecall/models'
import { type AccessCheck, requestTagKeys } from '@rolecall/pipeline'
import { checkSessionPolicy, packedPolicySize, sessionPolicyArns } from '../assume-role/session-policies.ts'
import { sessionTags } from '../assume-role/session-tags.ts'
import { stsOperation } from '../context.ts'
import { shownCredentials } from '../shown-credentials.ts'

const defaultSeconds = 43_200
const rootMaximumSeconds = 3600

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
    const { partition, account, uniqueId, kind } = caller
    const tags = sessionTags(input, undefined)
    checkSessionPolicy(input.Policy)
    const policyArns = await sessionPolicyArns(input, partition, context.store)
    const packedSize = packedPolicySize(input, tags) ?? 0
    const asked = input.DurationSeconds ?? defaultSeconds
    const issuedAt = Math.floor(wholeSeconds(now).getTime() / 1000)
    const name = input.Name ?? ''
    const keys = await context.sealer.sealSession({
      kind: 'federated-user',
      partition,
      account,
      principalId: uniqueId,
      name,
      issuedAt,
      expiresAt: issuedAt + (kind === 'root' ? Math.min(asked, rootMaximumSeconds) : asked),
      ...(input.Policy === undefined ? {} : { policy: input.Policy }),
      ...(policyArns === undefined ? {} : { policyArns }),
      ...(tags.all.length === 0 ? {} : { tags: tags.all }),
    })
    return {
      Credentials: shownCredentials(keys),
      FederatedUser: { FederatedUserId: `${account}:${name}`, Arn: federatedUserArn(partition, account, name) },
      PackedPolicySize: packedSize,
    }
  },
})
