import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { readTagSpecifications } from '../tags/tag-rules.ts'
import { addKeyPair, creationChecks, shownTags } from './key-pair.ts'
import { makeKey } from './make-key.ts'

export const CreateKeyPair = ec2Operation(ec2.CreateKeyPair, {
  access({ KeyName, KeyType = 'rsa', TagSpecifications }, request) {
    const { 'key-pair': tags } = readTagSpecifications(TagSpecifications, ['key-pair'])
    return creationChecks(request, { action: 'CreateKeyPair', name: KeyName, tags, keys: { 'ec2:KeyPairType': KeyType } })
  },

  async run({ KeyName, KeyType = 'rsa', KeyFormat = 'pem', TagSpecifications }, request) {
    const key = await makeKey({ type: KeyType, format: KeyFormat, name: KeyName }, request.context.ids.bytes(4))
    const { 'key-pair': tags } = readTagSpecifications(TagSpecifications, ['key-pair'])
    const record = await addKeyPair(request, key, { name: KeyName, tags })
    return { KeyName, KeyPairId: record.id, KeyFingerprint: key.fingerprint, KeyMaterial: key.material, ...shownTags(record) }
  },
})
