import { iam } from '@rolecall/models'
import { contextKeysOf, distinctKeys } from '@rolecall/policy'
import { iamOperation } from '../context.ts'
import { inputPolicies } from './input-policies.ts'
import { onPolicySource, readPolicySource } from './policy-source.ts'

export const GetContextKeysForPrincipalPolicy = iamOperation(iam.GetContextKeysForPrincipalPolicy, {
  access: async (input, request) => [await onPolicySource(input.PolicySourceArn, request)],

  async run(input, request) {
    const { policies, boundary } = await readPolicySource(input.PolicySourceArn, request)
    const sources = [...policies, ...(boundary === undefined ? [] : [boundary]), ...inputPolicies(input.PolicyInputList)]
    return { ContextKeyNames: distinctKeys(sources.flatMap(({ document }) => contextKeysOf(document))) }
  },
})
