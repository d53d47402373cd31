import { parseArn } from '@rolecall/ids'
import { handlingLacksResources, handlingNotSupported } from './errors.ts'

const base = ['instance', 'image', 'security-group']

/** What a launch touches in each of EC2's scenarios. */
const scenarios: ReadonlyMap<string, readonly string[]> = new Map([
  ['EC2-Classic-InstanceStore', base],
  ['EC2-Classic-EBS', [...base, 'volume']],
  ['EC2-VPC-InstanceStore', [...base, 'network-interface']],
  ['EC2-VPC-InstanceStore-Subnet', [...base, 'network-interface', 'subnet']],
  ['EC2-VPC-EBS', [...base, 'network-interface', 'volume']],
  ['EC2-VPC-EBS-Subnet', [...base, 'network-interface', 'subnet', 'volume']],
])

const typeOf = (resource: string): string | undefined => {
  const arn = parseArn(resource)
  return arn?.service === 'ec2' ? arn.resource.split('/')[0] : undefined
}

interface Asked {
  actions: readonly string[]
  resources: readonly string[]
}

/** Refuses a scenario that the actions do not have or whose resources are not all there. */
export const checkResourceHandling = (option: string | undefined, { actions, resources }: Asked): void => {
  if (option === undefined) return
  const required = scenarios.get(option)
  const stranger = actions.find((action) => required === undefined || action.toLowerCase() !== 'ec2:runinstances')
  if (required === undefined || stranger !== undefined) throw handlingNotSupported(stranger ?? '')
  const given = new Set(resources.map(typeOf))
  const missing = required.filter((type) => !given.has(type))
  if (missing.length > 0) throw handlingLacksResources(option, missing)
}
