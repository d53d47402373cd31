import type { SshKeyRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { sshKeyNotFound } from './errors.ts'
import { fingerprintOf, writePublicKey } from './public-key.ts'

interface KeyInput {
  UserName: string
  SSHPublicKeyId: string
}

/** A key of the user; somebody else's is as good as missing. */
export const getSshKey = async (input: KeyInput, request: IamRequest): Promise<{ user: UserRecord; key: SshKeyRecord }> => {
  const { entities, store } = request.context
  const user = await entities.get('user', request, input.UserName)
  const key = await store.sshKeys.find(input.SSHPublicKeyId)
  if (key?.userId !== user.id) throw sshKeyNotFound(input.SSHPublicKeyId)
  return { user, key }
}

export const sshKeyAnswer = (user: UserRecord, key: SshKeyRecord, encoding: string) => ({
  UserName: user.name,
  SSHPublicKeyId: key.id,
  Fingerprint: fingerprintOf(key.blob),
  SSHPublicKeyBody: writePublicKey(key.blob, encoding),
  Status: key.status as 'Active' | 'Inactive',
  UploadDate: key.uploadedAt,
})
