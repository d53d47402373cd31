import { iam } from '@rolecall/models'
import type { Operation } from '@rolecall/pipeline'
import type { Store } from '@rolecall/store'
import { type AnyHandle, familyOperation, type IamContext } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { nameIn } from '../entities/named-input.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { readBoundary } from '../policies/policy.ts'
import { noBoundary } from './errors.ts'

interface BoundaryFamily {
  kind: 'user' | 'role'
  put: AnyHandle
  remove: AnyHandle
  save(store: Store, id: string, boundaryArn: string | null): Promise<void>
}

const boundaryFamily = ({ kind, put, remove, save }: BoundaryFamily): [Operation<IamContext>, Operation<IamContext>] => [
  familyOperation<{ PermissionsBoundary: string }>(put, {
    access: async (input, request) => [
      await onEntity({ kind, name: nameIn(kind, input), keys: { 'iam:PermissionsBoundary': input.PermissionsBoundary } }, request),
    ],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      await save(request.context.store, entity.id, await readBoundary(input.PermissionsBoundary, request))
      return undefined
    },
  }),
  familyOperation(remove, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input), withBoundary: true }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      if (entity.boundaryArn === null) throw noBoundary(kind, entity.name)
      await save(request.context.store, entity.id, null)
      return undefined
    },
  }),
]

export const [PutRolePermissionsBoundary, DeleteRolePermissionsBoundary] = boundaryFamily({
  kind: 'role',
  put: iam.PutRolePermissionsBoundary,
  remove: iam.DeleteRolePermissionsBoundary,
  save: (store, id, boundaryArn) => store.roles.update(id, { boundaryArn }),
})

export const [PutUserPermissionsBoundary, DeleteUserPermissionsBoundary] = boundaryFamily({
  kind: 'user',
  put: iam.PutUserPermissionsBoundary,
  remove: iam.DeleteUserPermissionsBoundary,
  save: (store, id, boundaryArn) => store.users.update(id, { boundaryArn }),
})
