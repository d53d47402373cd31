import { getService, serviceNames } from '@rolecall/models'
import { compileGlob, type Policy } from '@rolecall/policy'

type Statement = Policy['statements'][number]

/** `s3:Get*` in its two parts; a lone `*` stands for everything everywhere. */
const partsOf = (text: string): { namespace: string; name: string } => {
  const [namespace = '', name = '*'] = text.toLowerCase().split(':')
  return { namespace, name }
}

const isAbout = (text: string, namespace: string): boolean => compileGlob(partsOf(text).namespace)(namespace)

/** Whether a statement leaves nothing of the service to allow. */
const coversAll = (text: string, namespace: string): boolean => partsOf(text).name === '*' && isAbout(text, namespace)

const allowsSome = ({ effect, isNotAction, actionTexts }: Statement, namespace: string): boolean => {
  if (effect !== 'Allow') return false
  if (isNotAction) return !actionTexts.some((text) => coversAll(text, namespace))
  return actionTexts.some((text) => isAbout(text, namespace))
}

/** Whether a policy allows anything in the service, on whatever resource and condition. Denials do not count, as on AWS. */
export const grantsService = (policy: Policy, namespace: string): boolean => policy.statements.some((statement) => allowsSome(statement, namespace))

/** The services in which the policies allow anything, by namespace. */
export const grantedServices = (policies: readonly Policy[]): string[] =>
  [...serviceNames().keys()].filter((namespace) => policies.some((policy) => grantsService(policy, namespace)))

// The services whose single actions are noted; of all others only the service is known.
const trackedServices = ['ec2', 'iam', 'sts'] as const

const isAllowed = (action: string, policies: readonly Policy[]): boolean =>
  policies.some(({ statements }) => statements.some(({ effect, matchesAction }) => effect === 'Allow' && matchesAction(action)))

/** The actions of a service that are tracked one by one and that the policies allow; undefined where none are tracked. */
export const trackedActions = (namespace: string, policies: readonly Policy[]): string[] | undefined => {
  const service = trackedServices.find((name) => name === namespace)
  if (service === undefined) return undefined
  return [...getService(service).operations.keys()].filter((name) => isAllowed(`${namespace}:${name.toLowerCase()}`, policies)).sort()
}
