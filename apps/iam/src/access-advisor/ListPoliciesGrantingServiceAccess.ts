import { iam, serviceNames } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { pageOfAll } from '../pagination.ts'
import { onPolicySource, type OwnedPolicy, readPolicySource } from '../simulation/policy-source.ts'
import { parseIdentity } from '../simulation/simulated-caller.ts'
import { invalidArn, unknownNamespace } from './errors.ts'
import { servicesOf } from './granted-services.ts'

const entityTypes = { user: 'USER', group: 'GROUP', role: 'ROLE' } as const

/** A managed policy goes by its ARN, an inline one by whose it is. */
const policyAnswer = ({ policyName, arn, owner }: OwnedPolicy) =>
  arn === undefined
    ? { PolicyName: policyName, PolicyType: 'INLINE' as const, EntityType: entityTypes[owner.kind], EntityName: owner.name }
    : { PolicyName: policyName, PolicyType: 'MANAGED' as const, PolicyArn: arn }

/** For each service the policies of a user, group or role that allow anything in it; a user's groups count. */
export const ListPoliciesGrantingServiceAccess = iamOperation(iam.ListPoliciesGrantingServiceAccess, {
  async access(input, request) {
    if (parseIdentity(input.Arn) === undefined) throw invalidArn(input.Arn)
    return [await onPolicySource(input.Arn, request)]
  },

  async run(input, request) {
    const unknown = input.ServiceNamespaces.find((namespace) => !serviceNames().has(namespace))
    if (unknown !== undefined) throw unknownNamespace(unknown)
    const { policies } = await readPolicySource(input.Arn, request)
    const granting = policies.map((policy) => ({ policy, services: servicesOf(policy.policy) }))
    const namespaces = [...new Set(input.ServiceNamespaces)].sort()
    const { items, page } = pageOfAll(namespaces, { Marker: input.Marker }, (namespace) => namespace)
    const answers = items.map((namespace) => ({
      ServiceNamespace: namespace,
      Policies: granting.filter(({ services }) => services.has(namespace)).map(({ policy }) => policyAnswer(policy)),
    }))
    return { PoliciesGrantingServiceAccess: answers, ...page }
  },
})
