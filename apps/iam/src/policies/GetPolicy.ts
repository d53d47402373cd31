import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onPolicy } from '../entities/access.ts'
import { getPolicy, policyAnswer } from './policy.ts'

export const GetPolicy = iamOperation(iam.GetPolicy, {
  access: async (input, request) => [await onPolicy(input.PolicyArn, request)],

  async run(input, request) {
    const policy = await getPolicy(input.PolicyArn, request)
    const description = policy.description === null ? {} : { Description: policy.description }
    return { Policy: { ...policyAnswer(policy), ...description, Tags: policy.tags } }
  },
})
