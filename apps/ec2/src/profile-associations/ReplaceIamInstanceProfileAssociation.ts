import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { instanceArn } from '../instances/instance.ts'
import { newAssociation, showAssociation } from './association.ts'
import { notTheActiveAssociation } from './errors.ts'
import { passRoleChecks, usableProfile } from './named-profile.ts'
import { associationChecks, getAssociation } from './requested-association.ts'
import { getNamedProfile, newProfileKeys } from './wanted-profile.ts'

export const ReplaceIamInstanceProfileAssociation = ec2Operation(ec2.ReplaceIamInstanceProfileAssociation, {
  async access({ AssociationId, IamInstanceProfile }, request) {
    const named = await getNamedProfile(IamInstanceProfile, request)
    const association = await request.context.store.profileAssociations.find(request, AssociationId)
    return [
      ...(await associationChecks(AssociationId, request, newProfileKeys(named, request))),
      ...passRoleChecks(named, instanceArn(request, association?.instanceId ?? '*')),
    ]
  },

  async run({ AssociationId, IamInstanceProfile }, request) {
    const { store, instances, stateDelaySeconds } = request.context
    const association = await getAssociation(AssociationId, request)
    const instance = await instances.getOne(association.instanceId, request)
    const profile = usableProfile(await getNamedProfile(IamInstanceProfile, request))
    const isRunning = shownState(instance, request.now, stateDelaySeconds) === 'running'
    // Terraform disassociates and associates instead when the instance is stopped.
    if (!isRunning || !association.isActive) throw notTheActiveAssociation()
    await store.profileAssociations.end(association, request.now)
    const replacement = newAssociation(instance.id, profile, request)
    await store.profileAssociations.add([replacement])
    return { IamInstanceProfileAssociation: showAssociation(replacement, 'associating') }
  },
})
