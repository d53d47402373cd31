import { wholeSeconds } from '@rolecall/clock'
import { iamArn } from '@rolecall/ids'
import { AwsError } from '@rolecall/models'
import type { AccessCheck } from '@rolecall/pipeline'
import type { Ec2Request } from '../context.ts'

const principal = 'spot.amazonaws.com'
const name = 'AWSServiceRoleForEC2Spot'
const path = `/aws-service-role/${principal}/`
const policy = 'aws-service-role/AWSEC2SpotServiceRolePolicy'
const sessionSeconds = 3600

const mayNotBeMade = (reason: string): AwsError =>
  new AwsError({
    code: 'AuthFailure.ServiceLinkedRoleCreationNotPermitted',
    status: 403,
    message: 'The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
    reason,
  })

/** Whether the account has the role by which EC2 looks after its spot instances. */
export const hasSpotRole = async (request: Ec2Request): Promise<boolean> => (await request.context.store.roles.find(request, name)) !== undefined

/** An account's first spot request makes the role, for which its caller must be allowed to. */
export const spotRoleCheck = ({ partition, account }: Ec2Request): AccessCheck => ({
  action: 'iam:CreateServiceLinkedRole',
  resource: iamArn(partition, account, { type: 'role', path, name }),
  conditionKeys: { 'iam:AWSServiceName': principal },
  refusal: mayNotBeMade,
})

const trustPolicy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: [principal] } }] })

/** Makes the role as IAM does when it is asked for it; another request may have been first. */
export const addSpotRole = async ({ partition, account, now, context }: Ec2Request): Promise<void> => {
  const { roles, attachments } = context.store
  const origin = { createdAt: wholeSeconds(now), description: null, tags: [], boundaryArn: null, lastUsedAt: null, lastUsedRegion: null }
  const role = { id: context.ids.uniqueId('AROA', account), partition, account, name, path, maxSessionSeconds: sessionSeconds, trustPolicy, ...origin }
  if ((await roles.add(role, Infinity)) === 'added') await attachments.add(role.id, `arn:${partition}:iam::aws:policy/${policy}`)
}
