import type { IamInstanceProfileAssociation } from '@aws-sdk/client-ec2'
import type { ProfileAssociationRecord } from '@rolecall/store'
import type { Ec2Request } from '../context.ts'
import type { UsableProfile } from './named-profile.ts'

type AssociationState = 'associating' | 'associated' | 'disassociating' | 'disassociated'

/** What an association shows at the request's time. */
export const associationState = ({ state, changedAt }: ProfileAssociationRecord, { now, context }: Ec2Request): AssociationState => {
  const isSettled = now.getTime() >= changedAt.getTime() + context.stateDelaySeconds * 1000
  if (isSettled) return state
  return state === 'associated' ? 'associating' : 'disassociating'
}

export const newAssociation = (instanceId: string, profile: UsableProfile, request: Ec2Request): ProfileAssociationRecord => ({
  id: request.context.ids.resourceId('iip-assoc'),
  instanceId,
  partition: request.partition,
  account: request.account,
  region: request.region,
  profileId: profile.id,
  profileArn: profile.arn,
  state: 'associated',
  changedAt: request.now,
  isActive: true,
})

export const showAssociation = (association: ProfileAssociationRecord, state: AssociationState): IamInstanceProfileAssociation => ({
  AssociationId: association.id,
  InstanceId: association.instanceId,
  IamInstanceProfile: { Arn: association.profileArn, Id: association.profileId },
  State: state,
})
