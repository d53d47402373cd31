import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { roleSummary } from '../roles/role.ts'
import { noRoleTemplate, roleNameTaken, roleNameTooLong, suffixNotAllowed } from './errors.ts'
import { type LinkedService, linkedServices } from './linked-services.ts'

const sessionSeconds = 3600
const maximumName = 64

interface Asked {
  AWSServiceName: string
  CustomSuffix?: string | undefined
}

const rolePath = (principal: string): string => `/aws-service-role/${principal}/`

const roleName = ({ AWSServiceName, CustomSuffix }: Asked): string => {
  const name = linkedServices.get(AWSServiceName)?.roleName ?? '*'
  return CustomSuffix === undefined ? name : `${name}_${CustomSuffix}`
}

const getService = ({ AWSServiceName, CustomSuffix }: Asked): LinkedService => {
  const service = linkedServices.get(AWSServiceName)
  if (service === undefined) throw noRoleTemplate(AWSServiceName)
  if (CustomSuffix !== undefined && !service.takesSuffix) throw suffixNotAllowed(AWSServiceName)
  return service
}

const trusting = (principal: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [principal] } }] })

/** Name, trust and policy are the service's; the answer shows what CreateRole shows, but no description. */
export const CreateServiceLinkedRole = iamOperation(iam.CreateServiceLinkedRole, {
  effect: 'write',

  access: (input, request) =>
    onNew(
      { type: 'role', path: rolePath(input.AWSServiceName), name: roleName(input), keys: { 'iam:AWSServiceName': input.AWSServiceName } },
      request,
    ),

  async run(input, { context, partition, account, now }) {
    const { principal, policyName } = getService(input)
    const name = roleName(input)
    if (name.length > maximumName) throw roleNameTooLong()
    const role = {
      id: context.ids.uniqueId('AROA', account),
      partition,
      account,
      name,
      path: rolePath(principal),
      createdAt: wholeSeconds(now),
      description: input.Description ?? null,
      maxSessionSeconds: sessionSeconds,
      trustPolicy: trusting(principal),
      boundaryArn: null,
      tags: [],
      lastUsedAt: null,
      lastUsedRegion: null,
    }
    const addition = await context.store.roles.add(role, context.quotas.RolesPerAccount)
    if (addition === 'taken') throw roleNameTaken(name)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'RolesPerAccount')
    await context.store.attachments.add(role.id, `arn:${partition}:iam::aws:policy/aws-service-role/${policyName}`)
    return { Role: roleSummary({ ...role, readableTrustPolicy: role.trustPolicy }) }
  },
})
