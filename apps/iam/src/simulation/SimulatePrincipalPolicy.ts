import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { invalidCaller, missingCaller } from './errors.ts'
import { withoutExcluded } from './exclusions.ts'
import { onPolicySource, readPolicySource } from './policy-source.ts'
import { runSimulation } from './run-simulation.ts'
import { parseIdentity, simulatedCaller } from './simulated-caller.ts'

export const SimulatePrincipalPolicy = iamOperation(iam.SimulatePrincipalPolicy, {
  access: async (input, request) => [await onPolicySource(input.PolicySourceArn, request)],

  async run(input, request) {
    const source = withoutExcluded(await readPolicySource(input.PolicySourceArn, request), input.PolicyExclusionList)
    const identity = input.CallerArn === undefined ? source.identity : parseIdentity(input.CallerArn)
    if (identity === undefined) throw invalidCaller()
    // Only a user calls by itself: a role's sessions and a group's users would have to be named.
    if (input.CallerArn === undefined && input.ResourcePolicy !== undefined && identity.kind !== 'user') throw missingCaller()
    return runSimulation(input, { ...source, asking: request, caller: await simulatedCaller(identity, request) })
  },
})
