import { iam } from '@rolecall/models'
import type { Operation } from '@rolecall/pipeline'
import { documentSize } from '@rolecall/policy'
import type { InlinePolicyRecord } from '@rolecall/store'
import { type AnyHandle, familyOperation, type IamContext } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { nameIn, nameMember } from '../entities/named-input.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { type PageInput, pageOfAll } from '../pagination.ts'
import { checkInlineDocument, encodeDocument } from '../policies/policy-documents.ts'
import { inlinePoliciesTooLarge, inlinePolicyNotFound } from './errors.ts'

export type InlineKind = 'user' | 'group' | 'role'

interface NamedPolicyInput {
  PolicyName: string
}

interface PutPolicyInput extends NamedPolicyInput {
  PolicyDocument: string
}

interface InlinePolicyFamily {
  kind: InlineKind
  /** All inline policies of one entity together, without white space. */
  maximumSize: number
  put: AnyHandle
  get: AnyHandle
  remove: AnyHandle
  list: AnyHandle
}

const sizeWith = (present: InlinePolicyRecord[], added: InlinePolicyRecord): number =>
  [...present.filter((policy) => policy.name !== added.name), added].reduce((size, policy) => size + documentSize(policy.document), 0)

const putOperation = ({ kind, put, maximumSize }: InlinePolicyFamily): Operation<IamContext> =>
  familyOperation<PutPolicyInput>(put, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input), withBoundary: true }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      checkInlineDocument(input.PolicyDocument)
      const { inlinePolicies } = request.context.store
      const policy = { name: input.PolicyName, document: input.PolicyDocument }
      const size = sizeWith(await inlinePolicies.ofEntity(entity.id), policy)
      if (size > maximumSize) throw inlinePoliciesTooLarge({ kind, name: entity.name }, maximumSize)
      await inlinePolicies.put(entity.id, policy)
      return undefined
    },
  })

const getOperation = ({ kind, get }: InlinePolicyFamily): Operation<IamContext> =>
  familyOperation<NamedPolicyInput>(get, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input) }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      const policy = await request.context.store.inlinePolicies.find(entity.id, input.PolicyName)
      if (policy === undefined) throw inlinePolicyNotFound(kind, input.PolicyName)
      return { [nameMember(kind)]: entity.name, PolicyName: policy.name, PolicyDocument: encodeDocument(policy.document) }
    },
  })

const removeOperation = ({ kind, remove }: InlinePolicyFamily): Operation<IamContext> =>
  familyOperation<NamedPolicyInput>(remove, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input), withBoundary: true }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      const isRemoved = await request.context.store.inlinePolicies.remove(entity.id, input.PolicyName)
      if (!isRemoved) throw inlinePolicyNotFound(kind, input.PolicyName)
      return undefined
    },
  })

const listOperation = ({ kind, list }: InlinePolicyFamily): Operation<IamContext> =>
  familyOperation<PageInput>(list, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input) }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      const policies = await request.context.store.inlinePolicies.ofEntity(entity.id)
      const { items, page } = pageOfAll(policies, input, (policy) => policy.name)
      return { PolicyNames: items.map((policy) => policy.name), ...page }
    },
  })

const inlinePolicyFamily = (family: InlinePolicyFamily) =>
  [putOperation(family), getOperation(family), removeOperation(family), listOperation(family)] as const

export const [PutRolePolicy, GetRolePolicy, DeleteRolePolicy, ListRolePolicies] = inlinePolicyFamily({
  kind: 'role',
  maximumSize: 10_240,
  put: iam.PutRolePolicy,
  get: iam.GetRolePolicy,
  remove: iam.DeleteRolePolicy,
  list: iam.ListRolePolicies,
})

export const [PutUserPolicy, GetUserPolicy, DeleteUserPolicy, ListUserPolicies] = inlinePolicyFamily({
  kind: 'user',
  maximumSize: 2048,
  put: iam.PutUserPolicy,
  get: iam.GetUserPolicy,
  remove: iam.DeleteUserPolicy,
  list: iam.ListUserPolicies,
})

export const [PutGroupPolicy, GetGroupPolicy, DeleteGroupPolicy, ListGroupPolicies] = inlinePolicyFamily({
  kind: 'group',
  maximumSize: 5120,
  put: iam.PutGroupPolicy,
  get: iam.GetGroupPolicy,
  remove: iam.DeleteGroupPolicy,
  list: iam.ListGroupPolicies,
})
