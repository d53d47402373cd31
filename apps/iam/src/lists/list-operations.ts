import { iam } from '@rolecall/models'
import type { Operation } from '@rolecall/pipeline'
import type { AccountKey, NamedEntity, NamePage, Store } from '@rolecall/store'
import { type AnyHandle, familyOperation, type IamContext } from '../context.ts'
import { onList } from '../entities/access.ts'
import type { EntityKind } from '../entities/entities.ts'
import { groupAnswer } from '../groups/group.ts'
import { profileAnswers } from '../instance-profiles/instance-profile.ts'
import { keyBefore, type PageInput, pageOf, readLimit } from '../pagination.ts'
import { listedRole } from '../roles/role.ts'
import { readableRoles } from '../roles/trust-policy.ts'
import { certificateMetadata } from '../server-certificates/server-certificate.ts'
import { listedUser } from '../users/user.ts'

interface ListInput extends PageInput {
  PathPrefix?: string
}

interface ListFamily<Entity extends NamedEntity> {
  handle: AnyHandle
  kind: EntityKind
  /** The member of the answer that holds the list. */
  member: string
  read(store: Store, key: AccountKey, page: NamePage): Promise<Entity[]>
  answers(entities: Entity[], store: Store): object[] | Promise<object[]>
}

/** A list of everything of one kind that an account has, by path prefix and ordered by name. */
const listOperation = <Entity extends NamedEntity>({ handle, kind, member, read, answers }: ListFamily<Entity>): Operation<IamContext> =>
  familyOperation<ListInput>(handle, {
    access: (input, request) => [onList(kind, input.PathPrefix, request)],
    async run(input, request) {
      const { store } = request.context
      const found = await read(store, request, { pathPrefix: input.PathPrefix ?? '/', afterName: keyBefore(input), limit: readLimit(input) })
      const { items, page } = pageOf(found, input, (entity) => entity.name)
      return { [member]: await answers(items, store), ...page }
    },
  })

export const ListRoles = listOperation({
  handle: iam.ListRoles,
  kind: 'role',
  member: 'Roles',
  read: (store, key, page) => store.roles.list(key, page),
  answers: async (roles, store) => (await readableRoles(roles, store)).map(listedRole),
})

export const ListUsers = listOperation({
  handle: iam.ListUsers,
  kind: 'user',
  member: 'Users',
  read: (store, key, page) => store.users.list(key, page),
  answers: (users) => users.map(listedUser),
})

export const ListGroups = listOperation({
  handle: iam.ListGroups,
  kind: 'group',
  member: 'Groups',
  read: (store, key, page) => store.groups.list(key, page),
  answers: (groups) => groups.map(groupAnswer),
})

export const ListInstanceProfiles = listOperation({
  handle: iam.ListInstanceProfiles,
  kind: 'instance-profile',
  member: 'InstanceProfiles',
  read: (store, key, page) => store.instanceProfiles.list(key, page),
  answers: profileAnswers,
})

export const ListServerCertificates = listOperation({
  handle: iam.ListServerCertificates,
  kind: 'server-certificate',
  member: 'ServerCertificateMetadataList',
  read: (store, key, page) => store.serverCertificates.list(key, page),
  answers: (certificates) => certificates.map(certificateMetadata),
})
