import { sts } from '@rolecall/models'
import { stsOperation, type StsRequest } from '../context.ts'
import { issueCredentials } from '../issue-credentials.ts'
import { globalEndpointNotSupported, mayNotAssumeRoot, rootCannotAssumeRoot } from './errors.ts'
import { rootTask } from './root-task.ts'

const longestSeconds = 900

/** Why the caller's organization does not let it act as the member's root; undefined when it does. */
const organizationRefusal = async (member: string, { context, partition, account }: StsRequest): Promise<string | undefined> => {
  const { rootAccess } = context.store
  const organization = await rootAccess.find({ partition, account })
  if (organization === undefined) return `Account ${account} is in no organization, or in one without an organizationId.`
  const { organizationId, managementAccount, isDelegatedAdministrator, features } = organization
  const isAdministrator = managementAccount === account || isDelegatedAdministrator
  if (!isAdministrator) return `Account ${account} is neither the management account of ${organizationId} nor its delegated administrator.`
  if (!features.includes('RootSessions')) return `Root sessions are not enabled in ${organizationId}.`
  const target = await rootAccess.find({ partition, account: member })
  const isMember = target?.organizationId === organizationId && member !== managementAccount
  return isMember ? undefined : `Account ${member} is no member account of ${organizationId}.`
}

/**
 * A short session as the root user of a member account, limited to one task by a policy that AWS manages. The management
 * account asks for it, or the account that administers IAM in its place.
 */
export const AssumeRoot = stsOperation(sts.AssumeRoot, {
  access(input, { caller, isGlobalEndpoint, partition }) {
    const { account, root, policyArn } = rootTask(input, partition)
    if (caller.kind === 'root') throw rootCannotAssumeRoot()
    if (isGlobalEndpoint) throw globalEndpointNotSupported()
    // Root users have no policy that could name the caller: its own account decides, about a resource elsewhere.
    return [{ resource: root, conditionKeys: { 'aws:ResourceAccount': account, 'sts:TaskPolicyArn': policyArn } }]
  },

  async run(input, request) {
    const { caller, context, partition, now } = request
    const { account, root, policyArn } = rootTask(input, partition)
    const refusal = await organizationRefusal(account, request)
    if (refusal !== undefined) throw mayNotAssumeRoot(caller.arn, root, refusal)
    const issuedAt = Math.floor(now.getTime() / 1000)
    const sourceIdentity = caller.session?.sourceIdentity
    const session = {
      kind: 'assumed-root' as const,
      partition,
      account,
      principalId: account,
      issuedAt,
      expiresAt: issuedAt + (input.DurationSeconds ?? longestSeconds),
      policyArns: [policyArn],
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    }
    return { ...(await issueCredentials(session, input, context.sealer)), ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }) }
  },
})
