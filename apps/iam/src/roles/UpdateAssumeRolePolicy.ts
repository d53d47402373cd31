import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { readTrustPolicy } from './trust-policy.ts'

export const UpdateAssumeRolePolicy = iamOperation(iam.UpdateAssumeRolePolicy, {
  access: async (input, request) => [await onEntity({ kind: 'role', name: input.RoleName, withBoundary: true }, request)],

  async run(input, request) {
    const role = await request.context.entities.get('role', request, input.RoleName)
    refuseIfProtected('role', role)
    const { stored } = await readTrustPolicy(input.PolicyDocument, request)
    await request.context.store.roles.update(role.id, { trustPolicy: stored })
    return undefined
  },
})
