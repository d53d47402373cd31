import { sts } from '@rolecall/models'
import type { AuthorizationMessage } from '@rolecall/pipeline'
import { stsOperation } from '../context.ts'
import { invalidAuthorizationMessage } from './errors.ts'

/** Tells what a denial's encoded message says, to callers of the account whose principal was denied. */
export const DecodeAuthorizationMessage = stsOperation(sts.DecodeAuthorizationMessage, {
  access: () => [{ resource: '*', shownResource: null }],

  async run(input, { context, caller }) {
    const opened = await context.sealer.openMessage(input.EncodedMessage ?? '')
    if (opened === undefined) throw invalidAuthorizationMessage('The message does not open.')
    const message = JSON.parse(opened) as AuthorizationMessage
    const isOwn = message.account === caller.account && message.partition === caller.partition
    if (!isOwn) throw invalidAuthorizationMessage(`The message belongs to account ${message.account}.`)
    return { DecodedMessage: message.decoded }
  },
})
