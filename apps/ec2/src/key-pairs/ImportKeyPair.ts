import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { readTagSpecifications } from '../tags/tag-rules.ts'
import { invalidKeyFormat } from './errors.ts'
import { addKeyPair, creationChecks, shownTags } from './key-pair.ts'
import { readPublicKey } from './read-public-key.ts'

export const ImportKeyPair = ec2Operation(ec2.ImportKeyPair, {
  access({ KeyName, TagSpecifications }, request) {
    const { 'key-pair': tags } = readTagSpecifications(TagSpecifications, ['key-pair'])
    return creationChecks(request, { action: 'ImportKeyPair', name: KeyName, tags })
  },

  async run({ KeyName, PublicKeyMaterial, TagSpecifications }, request) {
    const key = readPublicKey(Buffer.from(PublicKeyMaterial))
    if (key === undefined) throw invalidKeyFormat()
    const { 'key-pair': tags } = readTagSpecifications(TagSpecifications, ['key-pair'])
    const record = await addKeyPair(request, key, { name: KeyName, tags })
    return { KeyName, KeyPairId: record.id, KeyFingerprint: key.fingerprint, ...shownTags(record) }
  },
  effect: 'write',
})
