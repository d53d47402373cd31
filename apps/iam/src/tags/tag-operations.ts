import { iam } from '@rolecall/models'
import { type AccessCheck, type Operation, requestTagKeys } from '@rolecall/pipeline'
import type { Store, Tag } from '@rolecall/store'
import { type AnyHandle, familyOperation, type IamContext, type IamRequest } from '../context.ts'
import { onEntity, onPolicy } from '../entities/access.ts'
import { nameIn } from '../entities/named-input.ts'
import { type DeviceInput, getDevice, onDevice } from '../mfa-devices/mfa-device.ts'
import { keyBefore, type PageInput, pageOf, readLimit } from '../pagination.ts'
import { getProvider, onProvider } from '../oidc-providers/oidc-provider.ts'
import { cannotUpdateForeignPolicy } from '../policies/errors.ts'
import { getPolicy, refuseForeignPolicy } from '../policies/policy.ts'
import { getSamlProvider, onSamlProvider, type SamlProviderInput } from '../saml-providers/saml-provider.ts'
import { readTags, type RequestTags, type TagRules, withoutTags, withTags } from './tags.ts'

/** A kind of resource that carries tags. */
interface Taggable {
  rules: TagRules
  check(input: object, request: IamRequest): Promise<AccessCheck>
  get(input: object, request: IamRequest): Promise<{ id: string; tags: Tag[] }>
  /** Refuses to change what may only be read. */
  checkOwner?(input: object, request: IamRequest): void
  save(store: Store, id: string, tags: Tag[]): Promise<void>
}

interface TagFamily extends Taggable {
  tag: AnyHandle
  untag: AnyHandle
  list: AnyHandle
}

const named = (kind: 'user' | 'role' | 'instance-profile' | 'server-certificate'): Pick<Taggable, 'check' | 'get'> => ({
  check: (input, request) => onEntity({ kind, name: nameIn(kind, input) }, request),
  get: (input, request) => request.context.entities.get(kind, request, nameIn(kind, input)),
})

const providerArnIn = (input: object): { OpenIDConnectProviderArn: string } => ({
  OpenIDConnectProviderArn: 'OpenIDConnectProviderArn' in input ? String(input.OpenIDConnectProviderArn) : '',
})

const samlArnIn = (input: object): SamlProviderInput => ({ SAMLProviderArn: 'SAMLProviderArn' in input ? String(input.SAMLProviderArn) : '' })

const serialNumberIn = (input: object): DeviceInput => ({ SerialNumber: 'SerialNumber' in input ? String(input.SerialNumber) : '' })

const policyArnIn = (input: object): string => ('PolicyArn' in input ? String(input.PolicyArn) : '')

/** Tags keep the order in which they came, so a marker holds the position beside the key, for when the key is gone. */
const tagPage = (tags: Tag[], input: PageInput): { Tags: Tag[]; IsTruncated: boolean; Marker?: string } => {
  const [, position = '0', key = ''] = /^(\d+):(.*)$/s.exec(keyBefore(input)) ?? []
  const last = tags.findIndex((tag) => tag.Key === key)
  const start = last >= 0 ? last + 1 : Number(position)
  const read = tags.slice(start, start + readLimit(input))
  const { items, page } = pageOf(read, input, (tag) => `${tags.indexOf(tag)}:${tag.Key}`)
  return { Tags: items, ...page }
}

const tagFamily = ({ tag, untag, list, ...taggable }: TagFamily): [Operation<IamContext>, Operation<IamContext>, Operation<IamContext>] => [
  familyOperation<{ Tags: RequestTags }>(tag, {
    async access(input, request) {
      const check = await taggable.check(input, request)
      return [{ ...check, conditionKeys: { ...check.conditionKeys, ...requestTagKeys(input.Tags) } }]
    },
    async run(input, request) {
      taggable.checkOwner?.(input, request)
      const resource = await taggable.get(input, request)
      const tags = withTags(resource.tags, readTags(input.Tags, taggable.rules), taggable.rules)
      await taggable.save(request.context.store, resource.id, tags)
      return undefined
    },
  }),
  familyOperation<{ TagKeys: string[] }>(untag, {
    async access(input, request) {
      const check = await taggable.check(input, request)
      return [{ ...check, conditionKeys: { ...check.conditionKeys, 'aws:TagKeys': input.TagKeys } }]
    },
    async run(input, request) {
      taggable.checkOwner?.(input, request)
      const resource = await taggable.get(input, request)
      await taggable.save(request.context.store, resource.id, withoutTags(resource.tags, input.TagKeys, taggable.rules))
      return undefined
    },
  }),
  familyOperation<PageInput>(list, {
    access: async (input, request) => [await taggable.check(input, request)],
    async run(input, request) {
      const { tags } = await taggable.get(input, request)
      return tagPage(tags, input)
    },
  }),
]

export const [TagRole, UntagRole, ListRoleTags] = tagFamily({
  tag: iam.TagRole,
  untag: iam.UntagRole,
  list: iam.ListRoleTags,
  rules: { ignoresCase: true },
  ...named('role'),
  save: (store, id, tags) => store.roles.update(id, { tags }),
})

export const [TagUser, UntagUser, ListUserTags] = tagFamily({
  tag: iam.TagUser,
  untag: iam.UntagUser,
  list: iam.ListUserTags,
  rules: { ignoresCase: true },
  ...named('user'),
  save: (store, id, tags) => store.users.update(id, { tags }),
})

export const [TagInstanceProfile, UntagInstanceProfile, ListInstanceProfileTags] = tagFamily({
  tag: iam.TagInstanceProfile,
  untag: iam.UntagInstanceProfile,
  list: iam.ListInstanceProfileTags,
  rules: { ignoresCase: false },
  ...named('instance-profile'),
  save: (store, id, tags) => store.instanceProfiles.update(id, { tags }),
})

export const [TagServerCertificate, UntagServerCertificate, ListServerCertificateTags] = tagFamily({
  tag: iam.TagServerCertificate,
  untag: iam.UntagServerCertificate,
  list: iam.ListServerCertificateTags,
  rules: { ignoresCase: false },
  ...named('server-certificate'),
  save: (store, id, tags) => store.serverCertificates.update(id, { tags }),
})

export const [TagPolicy, UntagPolicy, ListPolicyTags] = tagFamily({
  tag: iam.TagPolicy,
  untag: iam.UntagPolicy,
  list: iam.ListPolicyTags,
  rules: { ignoresCase: false },
  check: (input, request) => onPolicy(policyArnIn(input), request),
  get: (input, request) => getPolicy(policyArnIn(input), request),
  checkOwner: (input, request) => refuseForeignPolicy(policyArnIn(input), request, cannotUpdateForeignPolicy),
  save: (store, id, tags) => store.managedPolicies.update(id, { tags }),
})

export const [TagOpenIDConnectProvider, UntagOpenIDConnectProvider, ListOpenIDConnectProviderTags] = tagFamily({
  tag: iam.TagOpenIDConnectProvider,
  untag: iam.UntagOpenIDConnectProvider,
  list: iam.ListOpenIDConnectProviderTags,
  rules: { ignoresCase: false },
  check: (input, request) => onProvider(providerArnIn(input), request),
  async get(input, request) {
    const { arn, tags } = await getProvider(providerArnIn(input), request)
    return { id: arn, tags }
  },
  save: (store, arn, tags) => store.oidcProviders.update(arn, { tags }),
})

export const [TagMFADevice, UntagMFADevice, ListMFADeviceTags] = tagFamily({
  tag: iam.TagMFADevice,
  untag: iam.UntagMFADevice,
  list: iam.ListMFADeviceTags,
  rules: { ignoresCase: false },
  check: (input, request) => onDevice(serialNumberIn(input), request),
  async get(input, request) {
    const { serialNumber, tags } = await getDevice(serialNumberIn(input), request)
    return { id: serialNumber, tags }
  },
  save: (store, serialNumber, tags) => store.mfaDevices.update(serialNumber, { tags }),
})

export const [TagSAMLProvider, UntagSAMLProvider, ListSAMLProviderTags] = tagFamily({
  tag: iam.TagSAMLProvider,
  untag: iam.UntagSAMLProvider,
  list: iam.ListSAMLProviderTags,
  rules: { ignoresCase: false },
  check: (input, request) => onSamlProvider(samlArnIn(input), request),
  async get(input, request) {
    const { arn, tags } = await getSamlProvider(samlArnIn(input), request)
    return { id: arn, tags }
  },
  save: (store, arn, tags) => store.samlProviders.update(arn, { tags }),
})
