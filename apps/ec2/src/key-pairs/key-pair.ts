import { wholeSeconds } from '@rolecall/clock'
import { ec2Arn } from '@rolecall/ids'
import { type AccessCheck, type ConditionKeys, requestTagKeys } from '@rolecall/pipeline'
import type { KeyPairRecord, Tag } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { createTagsChecks } from '../tags/tag-rules.ts'
import { duplicateKeyPair, nameNotAscii, nameTooLong, nameWithSpacesAround } from './errors.ts'

interface Creation {
  action: string
  name: string
  tags: readonly Tag[]
  keys?: ConditionKeys
}

const longestName = 255
const ascii = /^[\x20-\x7e]*$/

const checkName = (name: string): void => {
  if (!ascii.test(name)) throw nameNotAscii(name)
  if (name.length > longestName) throw nameTooLong(name)
  if (name !== name.trim()) throw nameWithSpacesAround(name)
}

/** What a call that makes a key pair needs: the action on the key's name, and tagging when it has tags. */
export const creationChecks = (request: Ec2Request, created: Creation): AccessCheck[] => {
  checkName(created.name)
  const resource = ec2Arn(request, 'key-pair', created.name)
  return [
    { resource, conditionKeys: { ...regionKeys(request), ...requestTagKeys(created.tags), ...created.keys } },
    ...createTagsChecks(request, { action: created.action, resource, tags: created.tags }),
  ]
}

/** The keys that an existing key pair brings to checks on it, besides those of its tags. */
export const keyPairKeys = ({ name, type }: Pick<KeyPairRecord, 'name' | 'type'>): ConditionKeys => ({ 'ec2:KeyPairName': name, 'ec2:KeyPairType': type })

interface PublicHalf {
  type: string
  fingerprint: string
  publicKey: string
}

/** Keeps the public half under a name that must be free. */
export const addKeyPair = async (request: Ec2Request, key: PublicHalf, named: { name: string; tags: Tag[] }): Promise<KeyPairRecord> => {
  const { store, ids } = request.context
  const { partition, account, region, now } = request
  if ((await store.keyPairs.find(request, named.name)) !== undefined) throw duplicateKeyPair(named.name)
  const { type, fingerprint, publicKey } = key
  const record = { id: ids.resourceId('key'), partition, account, region, type, fingerprint, publicKey, createdAt: wholeSeconds(now), ...named }
  await store.keyPairs.add(record)
  return record
}

export const shownTags = ({ tags }: KeyPairRecord): { Tags?: Tag[] } => (tags.length === 0 ? {} : { Tags: tags })
