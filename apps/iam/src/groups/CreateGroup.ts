import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { groupAlreadyExists } from './errors.ts'
import { groupAnswer } from './group.ts'

export const CreateGroup = iamOperation(iam.CreateGroup, {
  effect: 'write',

  access: (input, request) => onNew({ type: 'group', path: input.Path, name: input.GroupName }, request),

  async run(input, { context, partition, account, now }) {
    const group = {
      id: context.ids.uniqueId('AGPA', account),
      partition,
      account,
      name: input.GroupName,
      path: input.Path ?? '/',
      createdAt: wholeSeconds(now),
    }
    const addition = await context.store.groups.add(group, context.quotas.GroupsPerAccount)
    if (addition === 'taken') throw groupAlreadyExists(input.GroupName)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'GroupsPerAccount')
    return { Group: groupAnswer(group) }
  },
})
