import { invalidMetadataTagKey } from './errors.ts'

const allowedKey = /^[0-9A-Za-z\-_+=,.@:]{1,255}$/
const reservedKeys = new Set(['.', '..', '_index'])

/** Refuses tag keys that cannot be paths of the metadata service; only instances that show their tags there are limited. */
export const checkMetadataTagKeys = (tags: readonly { Key?: string | undefined }[]): void => {
  const unfit = tags.find(({ Key = '' }) => !allowedKey.test(Key) || reservedKeys.has(Key))
  if (unfit !== undefined) throw invalidMetadataTagKey(unfit.Key ?? '')
}
