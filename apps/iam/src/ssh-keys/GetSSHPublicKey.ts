import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { getSshKey, sshKeyAnswer } from './ssh-key.ts'

export const GetSSHPublicKey = iamOperation(iam.GetSSHPublicKey, {
  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { user, key } = await getSshKey(input, request)
    return { SSHPublicKey: sshKeyAnswer(user, key, input.Encoding) }
  },
})
