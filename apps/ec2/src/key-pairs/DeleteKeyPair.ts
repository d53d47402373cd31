import { ec2Arn } from '@rolecall/ids'
import { ec2 } from '@rolecall/models'
import { resourceTagKeys } from '@rolecall/pipeline'
import type { KeyPairRecord } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { missingParameter } from '../errors.ts'
import { keyPairKeys } from './key-pair.ts'

const findNamed = async (name: string | undefined, id: string | undefined, request: Ec2Request): Promise<KeyPairRecord | undefined> => {
  const { keyPairs } = request.context.store
  if (name !== undefined) return keyPairs.find(request, name)
  const [found] = await keyPairs.list(request, id === undefined ? [] : [id])
  return found
}

/** Never fails for a key that does not exist; instances keep the name of a deleted one. */
export const DeleteKeyPair = ec2Operation(ec2.DeleteKeyPair, {
  async access({ KeyName, KeyPairId }, request) {
    if (KeyName === undefined && KeyPairId === undefined) throw missingParameter('KeyName')
    const found = await findNamed(KeyName, KeyPairId, request)
    const name = found?.name ?? KeyName ?? KeyPairId ?? ''
    return [
      {
        resource: ec2Arn(request, 'key-pair', name),
        conditionKeys: { ...regionKeys(request), 'ec2:KeyPairName': name, ...(found && keyPairKeys(found)), ...resourceTagKeys('ec2', found?.tags ?? []) },
      },
    ]
  },

  async run({ KeyName, KeyPairId }, request) {
    const found = await findNamed(KeyName, KeyPairId, request)
    if (found !== undefined) await request.context.store.keyPairs.remove(found.id)
    return { Return: true, ...(found === undefined ? {} : { KeyPairId: found.id }) }
  },
})
