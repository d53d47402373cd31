import { sts } from '@rolecall/models'
import { stsOperation } from '../context.ts'
import { issueCredentials } from '../issue-credentials.ts'
import { verifyMfa } from '../mfa.ts'
import { userSessionTimes } from '../user-session-times.ts'

/** Needs no Allow; an explicit Deny of sts:GetSessionToken works (the policy engine knows this action). */
export const GetSessionToken = stsOperation(sts.GetSessionToken, {
  access: () => [{ resource: '*' }],

  async run(input, request) {
    const { caller, context, now } = request
    const hasShownMfa = await verifyMfa(input, request)
    const times = userSessionTimes(input.DurationSeconds, caller, now)
    const session = {
      kind: caller.kind === 'root' ? ('root' as const) : ('user' as const),
      partition: caller.partition,
      account: caller.account,
      principalId: caller.uniqueId,
      ...times,
      ...(hasShownMfa ? { mfaAt: times.issuedAt } : {}),
    }
    return issueCredentials(session, input, context.sealer)
  },
})
