import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { readBoundary } from '../policies/policy.ts'
import { readTags } from '../tags/tags.ts'
import { userAlreadyExists } from './errors.ts'
import { fullUser } from './user.ts'

export const CreateUser = iamOperation(iam.CreateUser, {
  effect: 'write',

  access: (input, request) =>
    onNew(
      {
        type: 'user',
        path: input.Path,
        name: input.UserName,
        tags: input.Tags,
        tagAction: 'iam:TagUser',
        keys: { 'iam:PermissionsBoundary': input.PermissionsBoundary },
      },
      request,
    ),

  async run(input, request) {
    const { context, partition, account, now } = request
    const user = {
      id: context.ids.uniqueId('AIDA', account),
      partition,
      account,
      name: input.UserName,
      path: input.Path ?? '/',
      createdAt: wholeSeconds(now),
      boundaryArn: await readBoundary(input.PermissionsBoundary, request),
      passwordUsedAt: null,
      tags: readTags(input.Tags, { ignoresCase: true }),
    }
    const addition = await context.store.users.add(user, context.quotas.UsersPerAccount)
    if (addition === 'taken') throw userAlreadyExists(input.UserName)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'UsersPerAccount')
    return { User: fullUser(user) }
  },
})
