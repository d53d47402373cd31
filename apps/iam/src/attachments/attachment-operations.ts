import { iam } from '@rolecall/models'
import type { Operation } from '@rolecall/pipeline'
import { type AnyHandle, familyOperation, type IamContext } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import type { PolicyRecord } from '../entities/entities.ts'
import { nameIn } from '../entities/named-input.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { quotaExceeded } from '../errors.ts'
import { type PageInput, pageOfAll } from '../pagination.ts'
import { policyNotAttachable, policyNotFound, serviceRolePolicy } from '../policies/errors.ts'
import type { QuotaName } from '../quotas.ts'

interface PolicyArnInput {
  PolicyArn: string
}

interface ListInput extends PageInput {
  PathPrefix?: string
}

interface AttachmentFamily {
  kind: 'user' | 'group' | 'role'
  quota: QuotaName
  attach: AnyHandle
  detach: AnyHandle
  list: AnyHandle
}

/** AWS keeps these for the roles that its services make for themselves. */
const isForServiceRoles = ({ account, path }: PolicyRecord): boolean => account === 'aws' && path === '/aws-service-role/'

const attachOperation = ({ kind, quota, attach }: AttachmentFamily): Operation<IamContext> =>
  familyOperation<PolicyArnInput>(attach, {
    access: async (input, request) => [
      await onEntity({ kind, name: nameIn(kind, input), withBoundary: true, keys: { 'iam:PolicyARN': input.PolicyArn } }, request),
    ],
    async run(input, request) {
      const { entities, store, quotas } = request.context
      const entity = await entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      const policy = await entities.findPolicy(request, input.PolicyArn)
      if (policy === undefined) throw policyNotAttachable(input.PolicyArn)
      if (isForServiceRoles(policy)) throw serviceRolePolicy()
      if (await store.attachments.has(entity.id, policy.arn)) return undefined
      if ((await store.attachments.count(entity.id)) >= quotas[quota]) throw quotaExceeded(quotas, quota)
      await store.attachments.add(entity.id, policy.arn)
      return undefined
    },
  })

const detachOperation = ({ kind, detach }: AttachmentFamily): Operation<IamContext> =>
  familyOperation<PolicyArnInput>(detach, {
    access: async (input, request) => [
      await onEntity({ kind, name: nameIn(kind, input), withBoundary: true, keys: { 'iam:PolicyARN': input.PolicyArn } }, request),
    ],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      refuseIfProtected(kind, entity)
      const isDetached = await request.context.store.attachments.remove(entity.id, input.PolicyArn)
      if (!isDetached) throw policyNotFound(input.PolicyArn)
      return undefined
    },
  })

const listOperation = ({ kind, list }: AttachmentFamily): Operation<IamContext> =>
  familyOperation<ListInput>(list, {
    access: async (input, request) => [await onEntity({ kind, name: nameIn(kind, input) }, request)],
    async run(input, request) {
      const entity = await request.context.entities.get(kind, request, nameIn(kind, input))
      const attached = await request.context.store.attachments.ofEntity(entity.id)
      const wanted = attached.filter((policy) => policy.path.startsWith(input.PathPrefix ?? '/'))
      // A customer policy may bear the name of one of AWS's, so the owner is part of the key.
      const { items, page } = pageOfAll(wanted, input, (policy) => `${policy.name} ${policy.owner}`)
      return { AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })), ...page }
    },
  })

const attachmentFamily = (family: AttachmentFamily) =>
  [attachOperation(family), detachOperation(family), listOperation(family)] as const

export const [AttachRolePolicy, DetachRolePolicy, ListAttachedRolePolicies] = attachmentFamily({
  kind: 'role',
  quota: 'PoliciesPerRole',
  attach: iam.AttachRolePolicy,
  detach: iam.DetachRolePolicy,
  list: iam.ListAttachedRolePolicies,
})

export const [AttachUserPolicy, DetachUserPolicy, ListAttachedUserPolicies] = attachmentFamily({
  kind: 'user',
  quota: 'PoliciesPerUser',
  attach: iam.AttachUserPolicy,
  detach: iam.DetachUserPolicy,
  list: iam.ListAttachedUserPolicies,
})

export const [AttachGroupPolicy, DetachGroupPolicy, ListAttachedGroupPolicies] = attachmentFamily({
  kind: 'group',
  quota: 'PoliciesPerGroup',
  attach: iam.AttachGroupPolicy,
  detach: iam.DetachGroupPolicy,
  list: iam.ListAttachedGroupPolicies,
})
