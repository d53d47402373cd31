import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { instanceArn } from '../instances/instance.ts'
import { instanceChecks } from '../instances/instance-access.ts'
import { newAssociation, showAssociation } from './association.ts'
import { alreadyAssociated, neitherRunningNorStopped } from './errors.ts'
import { passRoleChecks, usableProfile } from './named-profile.ts'
import { getNamedProfile, newProfileKeys } from './wanted-profile.ts'

export const AssociateIamInstanceProfile = ec2Operation(ec2.AssociateIamInstanceProfile, {
  async access({ InstanceId, IamInstanceProfile }, request) {
    const named = await getNamedProfile(IamInstanceProfile, request)
    return [
      ...(await instanceChecks([InstanceId], request, newProfileKeys(named, request))),
      ...passRoleChecks(named, instanceArn(request, InstanceId)),
    ]
  },

  async run({ InstanceId, IamInstanceProfile }, request) {
    const { store, instances, stateDelaySeconds } = request.context
    const instance = await instances.getOne(InstanceId, request)
    const profile = usableProfile(await getNamedProfile(IamInstanceProfile, request))
    const state = shownState(instance, request.now, stateDelaySeconds)
    if (state !== 'running' && state !== 'stopped') throw neitherRunningNorStopped(InstanceId)
    if (instance.associationId !== null) throw alreadyAssociated()
    const association = newAssociation(InstanceId, profile, request)
    await store.profileAssociations.add([association])
    return { IamInstanceProfileAssociation: showAssociation(association, 'associating') }
  },
})
