import { sts } from '@rolecall/models'
import { type AccessCheck, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Principal } from '@rolecall/policy'
import { readRoleArn, roleArnOf } from '../assume-role/find-role.ts'
import { issueRoleSession } from '../assume-role/role-session.ts'
import { stsOperation } from '../context.ts'
import { notAuthorized } from './errors.ts'
import { sessionFederation } from './identity-keys.ts'
import type { WebIdentity } from './web-identities.ts'

/** Whom the trust policy judges; the name is how CloudTrail shows web identities. */
const principalOf = ({ provider, audience, subject }: WebIdentity): Principal => {
  const arn = `${provider.name}:${audience.effective}:${subject}`
  return { kind: 'federated', account: '', arn, principalArn: arn, uniqueId: '', federatedProvider: provider.name }
}

/** Needs no signature: the token says who calls, and the role's trust policy alone decides. */
export const AssumeRoleWithWebIdentity = stsOperation(sts.AssumeRoleWithWebIdentity, {
  async access(input, { context, now }) {
    readRoleArn(input.RoleArn ?? '')
    const identity = await context.webIdentities.verify(input, now)
    const { role, tags, sourceIdentity } = identity
    const check = (action: string): AccessCheck => ({
      action,
      principal: principalOf(identity),
      resource: roleArnOf(role),
      resourceAccount: role.account,
      resourcePolicy: { name: 'trust policy', type: 'trust', attachedTo: roleArnOf(role), policy: identity.trustPolicy },
      resourcePolicyKind: 'trust',
      conditionKeys: {
        ...identity.keys,
        'aws:FederatedProvider': identity.provider.name,
        'sts:RoleSessionName': input.RoleSessionName,
        'sts:SourceIdentity': sourceIdentity,
        'sts:TransitiveTagKeys': tags.transitiveKeys.length > 0 ? tags.transitiveKeys : undefined,
        ...requestTagKeys(tags.all),
        ...resourceTagKeys('iam', role.tags),
      },
      refusal: (reason) => notAuthorized(action, reason),
    })
    return [
      check('sts:AssumeRoleWithWebIdentity'),
      ...(tags.all.length > 0 ? [check('sts:TagSession')] : []),
      ...(sourceIdentity === undefined ? [] : [check('sts:SetSourceIdentity')]),
    ]
  },

  async run(input, { context, now }) {
    const identity = await context.webIdentities.verify(input, now)
    const { provider } = identity
    const session = {
      ...identity,
      name: input.RoleSessionName ?? '',
      input,
      federation: sessionFederation(provider, identity.keys),
    }
    const answer = await issueRoleSession(session, { ...context, now })
    return { ...answer, SubjectFromWebIdentityToken: identity.subject, Provider: provider.name, Audience: identity.audience.effective }
  },
})
