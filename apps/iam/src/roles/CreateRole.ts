import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { readBoundary } from '../policies/policy.ts'
import { readTags } from '../tags/tags.ts'
import { reservedRolePath, roleAlreadyExists } from './errors.ts'
import { createdRole } from './role.ts'
import { readTrustPolicy } from './trust-policy.ts'

const defaultSessionSeconds = 3600

export const CreateRole = iamOperation(iam.CreateRole, {
  effect: 'write',

  access: (input, request) =>
    onNew(
      {
        type: 'role',
        path: input.Path,
        name: input.RoleName,
        tags: input.Tags,
        tagAction: 'iam:TagRole',
        keys: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      },
      request,
    ),

  async run(input, request) {
    const { context, partition, account, now } = request
    const path = input.Path ?? '/'
    if (path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/')) throw reservedRolePath(path)
    const tags = readTags(input.Tags, { ignoresCase: true })
    const boundaryArn = await readBoundary(input.PermissionsBoundary, request)
    const trust = await readTrustPolicy(input.AssumeRolePolicyDocument, request)
    const role = {
      id: context.ids.uniqueId('AROA', account),
      partition,
      account,
      name: input.RoleName,
      path,
      createdAt: wholeSeconds(now),
      description: input.Description ?? null,
      maxSessionSeconds: input.MaxSessionDuration ?? defaultSessionSeconds,
      trustPolicy: trust.stored,
      boundaryArn,
      tags,
      lastUsedAt: null,
      lastUsedRegion: null,
    }
    const addition = await context.store.roles.add(role, context.quotas.RolesPerAccount)
    if (addition === 'taken') throw roleAlreadyExists(input.RoleName)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'RolesPerAccount')
    return { Role: createdRole({ ...role, readableTrustPolicy: trust.readable }) }
  },
})
