import { iam } from '@rolecall/models'
import { iamOperation, type IamRequest } from '../context.ts'
import { invalidCaller, missingCaller } from './errors.ts'
import { inputOrganization } from './input-policies.ts'
import { runSimulation } from './run-simulation.ts'
import { parseIdentity, type SimulatedCaller, simulatedCaller, someone } from './simulated-caller.ts'

/** The caller that the request names; nobody in particular when there is no resource policy to name one. */
const callerOf = async (input: { CallerArn?: string | undefined; ResourcePolicy?: string | undefined }, request: IamRequest): Promise<SimulatedCaller> => {
  if (input.CallerArn === undefined) {
    if (input.ResourcePolicy !== undefined) throw missingCaller()
    return someone(request.account)
  }
  const identity = parseIdentity(input.CallerArn)
  if (identity === undefined) throw invalidCaller()
  return simulatedCaller(identity, request)
}

export const SimulateCustomPolicy = iamOperation(iam.SimulateCustomPolicy, {
  access: () => [{ resource: '*' }],

  async run(input, request) {
    return runSimulation(input, {
      caller: await callerOf(input, request),
      asking: request,
      policies: [],
      boundary: undefined,
      serviceControl: inputOrganization(input.OrderedOrganizationPolicyInputList),
    })
  },
})
