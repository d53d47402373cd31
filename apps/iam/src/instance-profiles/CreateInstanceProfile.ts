import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { profileAlreadyExists } from './errors.ts'
import { profileAnswer } from './instance-profile.ts'

export const CreateInstanceProfile = iamOperation(iam.CreateInstanceProfile, {
  effect: 'write',

  access: (input, request) =>
    onNew(
      { type: 'instance-profile', path: input.Path, name: input.InstanceProfileName, tags: input.Tags, tagAction: 'iam:TagInstanceProfile' },
      request,
    ),

  async run(input, { context, partition, account, now }) {
    const tags = readTags(input.Tags, { ignoresCase: false })
    const profile = {
      id: context.ids.uniqueId('AIPA', account),
      partition,
      account,
      name: input.InstanceProfileName,
      path: input.Path ?? '/',
      createdAt: wholeSeconds(now),
      roleId: null,
      tags,
    }
    const addition = await context.store.instanceProfiles.add(profile, context.quotas.InstanceProfilesPerAccount)
    if (addition === 'taken') throw profileAlreadyExists(input.InstanceProfileName)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'InstanceProfilesPerAccount')
    return { InstanceProfile: { ...profileAnswer(profile, undefined), ...tagsIfAny(tags) } }
  },
})
