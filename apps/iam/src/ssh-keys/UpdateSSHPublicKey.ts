import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { readStatus } from '../key-status.ts'
import { getSshKey } from './ssh-key.ts'

export const UpdateSSHPublicKey = iamOperation(iam.UpdateSSHPublicKey, {
  effect: 'write',

  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const status = readStatus(input.Status)
    const { key } = await getSshKey(input, request)
    await request.context.store.sshKeys.setStatus(key.id, status)
    return undefined
  },
})
