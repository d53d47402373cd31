import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { duplicateSshKey } from './errors.ts'
import { readPublicKey } from './public-key.ts'
import { sshKeyAnswer } from './ssh-key.ts'

export const UploadSSHPublicKey = iamOperation(iam.UploadSSHPublicKey, {
  effect: 'write',

  access: async (input, request) => [await onEntity({ kind: 'user', name: input.UserName }, request)],

  async run(input, request) {
    const { context, partition, account, now } = request
    const { store, quotas, ids } = context
    const user = await context.entities.get('user', request, input.UserName)
    const blob = readPublicKey(input.SSHPublicKeyBody)
    const present = await store.sshKeys.ofUser(user.id)
    if (present.some((key) => key.blob === blob)) throw duplicateSshKey()
    if (present.length >= quotas.SSHPublicKeysPerUser) throw quotaExceeded(quotas, 'SSHPublicKeysPerUser')
    const key = {
      id: ids.uniqueId('APKA', account),
      partition,
      account,
      userId: user.id,
      blob,
      status: 'Active',
      uploadedAt: wholeSeconds(now),
    }
    await store.sshKeys.add(key)
    return { SSHPublicKey: sshKeyAnswer(user, key, 'SSH') }
  },
})
