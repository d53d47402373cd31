import { ec2Arn, iamArn } from '@rolecall/ids'
import { evaluate, type NamedPolicy } from '@rolecall/policy'
import type { CandidateInstance, CandidateRole } from '@rolecall/store'
import { BoundedCache } from './bounded-cache.ts'
import { compilePolicy } from './principal-cache.ts'

// A fleet shares few trust policies; compiling one for each instance would be most of a sweep's work.
const compiled = new BoundedCache<string, NamedPolicy>(1000)

const trustPolicy = (document: string): NamedPolicy => {
  const known = compiled.get(document)
  if (known) return known
  const policy = compilePolicy({ name: 'trust policy', document })
  compiled.set(document, policy)
  return policy
}

/** The principal that EC2 acts as in a partition. */
const ec2Principal = (partition: string): string => (partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com')

interface Assumption {
  now: Date
  /** Of the organization that the role's account is in. */
  resourceControl: readonly NamedPolicy[]
}

/** Whether a role's trust policy lets EC2 assume it for an instance, and its organization does not forbid it. */
export const trustsEc2 = (role: CandidateRole, instance: CandidateInstance & { id: string }, { now, resourceControl }: Assumption): boolean => {
  const { partition, account, id } = instance
  const serviceName = ec2Principal(partition)
  const decision = evaluate({
    principal: { kind: 'service', account: '', arn: serviceName, principalArn: serviceName, uniqueId: serviceName, serviceName },
    action: 'sts:AssumeRole',
    resource: iamArn(partition, account, { type: 'role', path: role.path, name: role.name }),
    resourceAccount: account,
    context: [{
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': serviceName,
      'aws:SourceAccount': account,
      'aws:SourceArn': ec2Arn(instance, 'instance', id),
      'aws:CurrentTime': now.toISOString(),
      'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
      'aws:SecureTransport': 'true',
    }],
    policies: { identity: [], resourceControl, resource: trustPolicy(role.trustPolicy), resourceKind: 'trust' },
  })
  return decision.isAllowed
}
