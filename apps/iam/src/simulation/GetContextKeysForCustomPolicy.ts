import { iam } from '@rolecall/models'
import { contextKeysOf, distinctKeys } from '@rolecall/policy'
import { iamOperation } from '../context.ts'
import { inputPolicies } from './input-policies.ts'

export const GetContextKeysForCustomPolicy = iamOperation(iam.GetContextKeysForCustomPolicy, {
  access: () => [{ resource: '*' }],

  run(input) {
    const keys = inputPolicies(input.PolicyInputList).flatMap(({ document }) => contextKeysOf(document))
    return { ContextKeyNames: distinctKeys(keys) }
  },
})
