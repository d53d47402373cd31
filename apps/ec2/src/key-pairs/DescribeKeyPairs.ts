import type { KeyPairInfo, KeyType } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import type { KeyPairRecord } from '@rolecall/store'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable } from '../describe/index.ts'
import { noSuchKeyPair } from './errors.ts'

const filters: FilterTable<KeyPairRecord> = {
  names: { fingerprint: (of) => of.fingerprint, 'key-name': (of) => of.name, 'key-pair-id': (of) => of.id },
  tags: (of) => of.tags,
}

const show = (record: KeyPairRecord, includesPublicKey: boolean): KeyPairInfo => ({
  KeyPairId: record.id,
  KeyName: record.name,
  KeyType: record.type as KeyType,
  KeyFingerprint: record.fingerprint,
  CreateTime: record.createdAt,
  Tags: record.tags,
  // The comment is the key pair's name, whatever comment was imported.
  ...(includesPublicKey ? { PublicKey: `${record.publicKey} ${record.name}` } : {}),
})

export const DescribeKeyPairs = ec2Operation(ec2.DescribeKeyPairs, {
  access: (_, request) => accessToEverything(request),

  async run({ KeyNames: names = [], KeyPairIds: ids = [], Filters, IncludePublicKey }, request) {
    const all = await request.context.store.keyPairs.list(request)
    const missing = names.find((name) => !all.some((one) => one.name === name)) ?? ids.find((id) => !all.some((one) => one.id === id))
    if (missing !== undefined) throw noSuchKeyPair(missing)
    const isNamed = names.length > 0 || ids.length > 0
    const wanted = isNamed ? all.filter(({ name, id }) => names.includes(name) || ids.includes(id)) : all
    return { KeyPairs: applyFilters(filters, Filters, wanted).map((record) => show(record, IncludePublicKey === true)) }
  },
})
