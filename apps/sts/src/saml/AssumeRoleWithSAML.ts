import { sts } from '@rolecall/models'
import { type AccessCheck, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import type { Principal } from '@rolecall/policy'
import { roleArnOf } from '../assume-role/find-role.ts'
import { missingRole } from '../assume-role/missing-role.ts'
import { issueRoleSession } from '../assume-role/role-session.ts'
import { sessionLifetime } from '../assume-role/session-lifetime.ts'
import { sessionTags } from '../assume-role/session-tags.ts'
import { stsOperation } from '../context.ts'
import { assertionTags, sessionDuration, sessionName, sourceIdentity } from './assertion-attributes.ts'
import { notAuthorized, responseExpired } from './errors.ts'
import { samlFederation, samlKeys, samlSubject } from './identity-keys.ts'
import type { SamlIdentity } from './saml-identities.ts'

const action = 'sts:AssumeRoleWithSAML'

const principalOf = ({ assertion, providerArn }: SamlIdentity): Principal => {
  const arn = `${providerArn}:${assertion.subject}`
  return { kind: 'federated', account: '', arn, principalArn: arn, uniqueId: '', federatedProvider: providerArn }
}

/** The smaller of what the caller and the provider ask for; no longer than the session at the provider. */
const lifetimeOf = (asked: number | undefined, { assertion }: SamlIdentity, { maximumSeconds, now }: { maximumSeconds: number; now: Date }): number => {
  const wishes = [asked, sessionDuration(assertion.attributes)].filter((seconds) => seconds !== undefined)
  const lifetimeSeconds = sessionLifetime(wishes.length === 0 ? undefined : Math.min(...wishes), maximumSeconds, { kind: 'anonymous' })
  const { sessionEndsAt } = assertion
  if (sessionEndsAt === undefined) return lifetimeSeconds
  const leftSeconds = Math.floor((sessionEndsAt.getTime() - now.getTime()) / 1000)
  if (leftSeconds <= 0) throw responseExpired('The session at the identity provider has ended.')
  return Math.min(lifetimeSeconds, leftSeconds)
}

/** Needs no signature: the assertion says who calls, and the role's trust policy alone decides. */
export const AssumeRoleWithSAML = stsOperation(sts.AssumeRoleWithSAML, {
  async access(input, { context, now }) {
    const identity = await context.samlIdentities.verify(input, now)
    const { assertion, providerArn, recipient } = identity
    const tags = sessionTags(assertionTags(assertion.attributes), undefined)
    const identityOfSource = sourceIdentity(assertion.attributes)
    const name = sessionName(assertion.attributes)
    const { role, trustPolicy } = await context.roles.find(input.RoleArn ?? '', context.store)
    if (role === undefined) throw notAuthorized(action, await missingRole(input.RoleArn ?? '', context.store))
    const check = (asked: string): AccessCheck => ({
      action: asked,
      principal: principalOf(identity),
      resource: roleArnOf(role),
      resourceAccount: role.account,
      resourcePolicy: { name: 'trust policy', type: 'trust', attachedTo: roleArnOf(role), policy: trustPolicy },
      resourcePolicyKind: 'trust',
      conditionKeys: {
        ...samlKeys(assertion, recipient, providerArn),
        'aws:FederatedProvider': providerArn,
        'sts:RoleSessionName': name,
        'sts:SourceIdentity': identityOfSource,
        'sts:TransitiveTagKeys': tags.transitiveKeys.length > 0 ? tags.transitiveKeys : undefined,
        ...requestTagKeys(tags.all),
        ...resourceTagKeys('iam', role.tags),
      },
      refusal: (reason) => notAuthorized(asked, reason),
    })
    return [check(action), ...(tags.all.length > 0 ? [check('sts:TagSession')] : []), ...(identityOfSource === undefined ? [] : [check('sts:SetSourceIdentity')])]
  },

  async run(input, { context, now }) {
    const identity = await context.samlIdentities.verify(input, now)
    const { assertion, providerArn, recipient } = identity
    const { role } = await context.roles.find(input.RoleArn ?? '', context.store)
    if (role === undefined) throw notAuthorized(action, await missingRole(input.RoleArn ?? '', context.store))
    const subject = samlSubject(assertion, providerArn)
    const session = {
      role,
      name: sessionName(assertion.attributes),
      lifetimeSeconds: lifetimeOf(input.DurationSeconds, identity, { maximumSeconds: role.maxSessionSeconds, now }),
      input,
      tags: sessionTags(assertionTags(assertion.attributes), undefined),
      sourceIdentity: sourceIdentity(assertion.attributes),
      federation: samlFederation(subject, providerArn),
    }
    const answer = await issueRoleSession(session, { ...context, now })
    return {
      ...answer,
      Subject: subject.subject,
      SubjectType: subject.subjectType,
      Issuer: assertion.issuer,
      Audience: recipient,
      NameQualifier: subject.nameQualifier,
    }
  },
})
