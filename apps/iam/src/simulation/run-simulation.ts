import { parseArn } from '@rolecall/ids'
import { simulate, type Simulation, type SourcePolicy } from '@rolecall/policy'
import type { AccountKey } from '@rolecall/store'
import { type PageInput, pageOfAll } from '../pagination.ts'
import { type ContextEntryInput, contextOf } from './context-entries.ts'
import { invalidAction, invalidEntityArn, invalidResource, invalidResourceOwner } from './errors.ts'
import { inputBoundary, inputPolicies, inputResourcePolicy } from './input-policies.ts'
import { checkResourceHandling } from './resource-handling.ts'
import { defaultResource, resourceName } from './resource-templates.ts'
import { ResultWriter } from './results.ts'
import type { SimulatedCaller } from './simulated-caller.ts'

/** What both simulations are asked. */
export interface SimulationInput extends PageInput {
  ActionNames: string[]
  ResourceArns?: string[] | undefined
  PolicyInputList?: string[] | undefined
  PermissionsBoundaryPolicyInputList?: string[] | undefined
  ResourcePolicy?: string | undefined
  ResourceOwner?: string | undefined
  ContextEntries?: ContextEntryInput[] | undefined
  ResourceHandlingOption?: string | undefined
}

/** Whose policies are simulated, besides those that the request brings. */
export interface SimulationSubject {
  caller: SimulatedCaller
  policies: readonly SourcePolicy[]
  boundary: SourcePolicy | undefined
  serviceControl: Simulation['serviceControl']
  /** The account of whoever asks for the simulation. */
  asking: AccountKey
}

const resourcesOf = ({ ResourceArns: resources, ResourcePolicy: policy }: SimulationInput): string[] => {
  const asked = resources === undefined || resources.length === 0 ? ['*'] : resources
  const bad = asked.find((resource) => (resource === '*' ? asked.length > 1 : parseArn(resource) === undefined))
  if (bad !== undefined) throw invalidResource(bad)
  // A resource policy belongs to a resource.
  if (policy !== undefined && asked.includes('*')) throw invalidEntityArn('*')
  return asked
}

const ownerAccount = (owner: string | undefined): string | undefined => {
  if (owner === undefined) return undefined
  const arn = parseArn(owner)
  if (arn?.service !== 'iam' || !/^\d{12}$/.test(arn.account)) throw invalidResourceOwner(owner)
  return arn.account
}

const checkActions = (actions: readonly string[]): void => {
  if (actions.some((action) => !/^[^:]+:[^:]+$/.test(action))) throw invalidAction()
}

/** Without a resource policy there is nobody to ask but the caller's own account. */
const accountOf = (resource: string, input: SimulationInput, callerAccount: string): string => {
  const owner = ownerAccount(input.ResourceOwner)
  if (input.ResourcePolicy === undefined) return callerAccount
  const named = parseArn(resource)?.account ?? ''
  return /^\d{12}$/.test(named) ? named : (owner ?? callerAccount)
}

const simulationOf = (input: SimulationInput, subject: SimulationSubject): Simulation => ({
  principal: subject.caller.principal,
  context: [subject.caller.keys, contextOf(input.ContextEntries)],
  identity: [...subject.policies, ...inputPolicies(input.PolicyInputList)],
  boundary: inputBoundary(input.PermissionsBoundaryPolicyInputList) ?? subject.boundary,
  resource: input.ResourcePolicy === undefined ? undefined : inputResourcePolicy(input.ResourcePolicy),
  ...(subject.serviceControl === undefined ? {} : { serviceControl: subject.serviceControl }),
})

/** One result for each action, in the order asked; pages count actions. Refuses with InvalidInput. */
export const runSimulation = (input: SimulationInput, subject: SimulationSubject): object => {
  const resources = resourcesOf(input)
  checkActions(input.ActionNames)
  checkResourceHandling(input.ResourceHandlingOption, { actions: input.ActionNames, resources })
  const simulation = simulationOf(input, subject)
  const targetOf = (resource: string) => ({ resource, resourceAccount: accountOf(resource, input, simulation.principal.account) })
  const targets = resources.map(targetOf)
  const isSpecific = !resources.includes('*')
  const targetsOf = (action: string) => (isSpecific ? targets : [targetOf(defaultResource(action, subject.asking))])
  const numbered = input.ActionNames.map((name, index) => ({ name, key: String(index).padStart(9, '0') }))
  const { items, page } = pageOfAll(numbered, input, ({ key }) => key)
  const writer = new ResultWriter()
  const results = items.map(({ name }) => {
    const decisions = targetsOf(name).map((target) => ({ resource: target.resource, ...simulate(simulation, { action: name, ...target }) }))
    const shown = resourceName(
      name,
      decisions.map(({ resource }) => resource),
    )
    return writer.evaluationResult({ name, resourceName: shown, isSpecific }, decisions)
  })
  return { EvaluationResults: results, ...page }
}
