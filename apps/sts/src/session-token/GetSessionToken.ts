import { wholeSeconds } from '@rolecall/clock'
import { sts } from '@rolecall/models'
import { stsOperation } from '../context.ts'
import { refuseMfa } from '../mfa.ts'
import { shownCredentials } from '../shown-credentials.ts'

const defaultSeconds = 43_200
const rootMaximumSeconds = 3600

/** Needs no Allow; an explicit Deny of sts:GetSessionToken works (the policy engine knows this action). */
export const GetSessionToken = stsOperation(sts.GetSessionToken, {
  access: () => [{ resource: '*' }],

  async run(input, { caller, context, now }) {
    refuseMfa(input)
    const asked = input.DurationSeconds ?? defaultSeconds
    const lifetimeSeconds = caller.kind === 'root' ? Math.min(asked, rootMaximumSeconds) : asked
    const issuedAt = Math.floor(wholeSeconds(now).getTime() / 1000)
    const keys = await context.sealer.sealSession({
      kind: caller.kind === 'root' ? 'root' : 'user',
      partition: caller.partition,
      account: caller.account,
      principalId: caller.uniqueId,
      issuedAt,
      expiresAt: issuedAt + lifetimeSeconds,
    })
    return { Credentials: shownCredentials(keys) }
  },
})
