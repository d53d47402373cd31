import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { getSshKey } from './ssh-key.ts'

export const DeleteSSHPublicKey = iamOperation(iam.DeleteSSHPublicKey, {
  effect: 'write',

  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { key } = await getSshKey(input, request)
    await request.context.store.sshKeys.remove(key.id)
    return undefined
  },
})
