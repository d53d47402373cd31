import { getService, serviceNames } from '@rolecall/models'
import { compileGlob, type Policy } from '@rolecall/policy'

type Statement = Policy['statements'][number]

interface ActionParts {
  /** Before the colon, as a pattern. */
  namespace: string
  /** Whether everything in the service is meant. */
  isAll: boolean
}

/** A lone `*` stands for everything everywhere. */
const partsOf = (text: string): ActionParts => {
  const [namespace = '', name = '*'] = text.toLowerCase().split(':')
  return { namespace, isAll: name === '*' }
}

/** The services that patterns of namespaces stand for; each pattern is looked at once, however many actions begin with it. */
const matching = (parts: readonly ActionParts[]): Set<string> => {
  const services = new Set<string>()
  for (const pattern of new Set(parts.map(({ namespace }) => namespace))) {
    const matches = compileGlob(pattern)
    const found = /[*?]/.test(pattern) ? [...serviceNames().keys()].filter(matches) : [pattern]
    for (const namespace of found) if (serviceNames().has(namespace)) services.add(namespace)
  }
  return services
}

const servicesOfStatement = ({ effect, isNotAction, actionTexts }: Statement): string[] => {
  if (effect !== 'Allow') return []
  const parts = actionTexts.map(partsOf)
  if (!isNotAction) return [...matching(parts)]
  const leftOut = matching(parts.filter(({ isAll }) => isAll))
  return [...serviceNames().keys()].filter((namespace) => !leftOut.has(namespace))
}

/** The services in which a policy allows anything, on whatever resource and condition. Denials do not count, as on AWS. */
export const servicesOf = ({ statements }: Policy): ReadonlySet<string> => new Set(statements.flatMap(servicesOfStatement))

/** The services in which the policies allow anything, by namespace. */
export const grantedServices = (policies: readonly Policy[]): string[] => [...new Set(policies.flatMap((policy) => [...servicesOf(policy)]))].sort()

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
