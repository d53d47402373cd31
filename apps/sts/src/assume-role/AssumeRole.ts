import { sts } from '@rolecall/models'
import { type AccessCheck, type ConditionKeys, requestTagKeys, resourceTagKeys } from '@rolecall/pipeline'
import { stsOperation } from '../context.ts'
import { accessDenied } from '../errors.ts'
import { verifyMfa } from '../mfa.ts'
import { rolesMayNotBeAssumedByRoot } from './errors.ts'
import { readRoleArn, roleArnOf } from './find-role.ts'
import { missingRole } from './missing-role.ts'
import { contextProviders } from './provided-contexts.ts'
import { issueRoleSession } from './role-session.ts'
import { sessionLifetime } from './session-lifetime.ts'
import { sessionTags } from './session-tags.ts'
import { sourceIdentity } from './source-identity.ts'

export const AssumeRole = stsOperation(sts.AssumeRole, {
  async access(input, request) {
    const { caller, context } = request
    const arn = readRoleArn(input.RoleArn ?? '')
    if (caller.kind === 'root') throw rolesMayNotBeAssumedByRoot()
    const tags = sessionTags(input, caller.session)
    const identity = sourceIdentity(input.SourceIdentity, caller.session)
    const providers = contextProviders(input, caller.partition)
    const hasShownMfa = await verifyMfa(input, request)
    const { role, trustPolicy } = await context.roles.find(input.RoleArn ?? '', context.store)
    const resource = role === undefined ? (input.RoleArn ?? '') : roleArnOf(role)
    const remark = role === undefined ? await missingRole(resource, context.store) : undefined
    const check = (action: string, ownKeys: ConditionKeys = {}): AccessCheck => ({
      action,
      resource,
      resourceAccount: arn.account,
      resourcePolicy: { name: 'trust policy', type: 'trust', attachedTo: resource, policy: trustPolicy },
      resourcePolicyKind: 'trust',
      ...(remark === undefined ? {} : { remark }),
      // Few policies ask for any.
      get conditionKeys() {
        return {
          'sts:ExternalId': input.ExternalId,
          'sts:RoleSessionName': input.RoleSessionName,
          'sts:SourceIdentity': identity,
          'sts:TransitiveTagKeys': tags.transitiveKeys.length > 0 ? tags.transitiveKeys : undefined,
          ...requestTagKeys(tags.all),
          ...resourceTagKeys('iam', role?.tags ?? []),
          ...(hasShownMfa ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' } : {}),
          ...ownKeys,
        }
      },
      // AWS gives every cause the same short sentence (sts.md 4.3); the log has the reason.
      refusal: (reason) =>
        accessDenied(`User: ${caller.arn} is not authorized to perform: ${action} on resource: ${input.RoleArn ?? ''}`, reason),
    })
    return [
      check('sts:AssumeRole'),
      ...(tags.all.length > 0 ? [check('sts:TagSession')] : []),
      ...(identity === undefined ? [] : [check('sts:SetSourceIdentity')]),
      ...(providers.length > 0 ? [check('sts:SetContext', { 'sts:RequestContextProviders': providers })] : []),
    ]
  },

  async run(input, { caller, context, now }) {
    const { role } = await context.roles.find(input.RoleArn ?? '', context.store)
    if (role === undefined) throw accessDenied(`User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn ?? ''}`)
    const lifetimeSeconds = sessionLifetime(input.DurationSeconds, role.maxSessionSeconds, caller)
    const session = {
      role,
      name: input.RoleSessionName ?? '',
      lifetimeSeconds,
      input,
      tags: sessionTags(input, caller.session),
      sourceIdentity: sourceIdentity(input.SourceIdentity, caller.session),
      // A code that came with the request was verified before it was authorized.
      hasShownMfa: input.SerialNumber !== undefined,
    }
    return issueRoleSession(session, { ...context, now })
  },
})
