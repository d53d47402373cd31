import type { AccessCheck, ConditionKeys } from '@rolecall/pipeline'
import type { ProfileAssociationRecord } from '@rolecall/store'
import { regionKeys } from '../access.ts'
import type { Ec2Request } from '../context.ts'
import { instanceArn } from '../instances/instance.ts'
import { instanceChecks } from '../instances/instance-access.ts'
import { associationState } from './association.ts'
import { noSuchAssociation } from './errors.ts'

/** Undefined for one that has gone. The instance is locked, so that nobody else changes what it is associated with. */
const findAssociation = async (id: string, request: Ec2Request): Promise<ProfileAssociationRecord | undefined> => {
  const { store, instances } = request.context
  const named = await store.profileAssociations.find(request, id)
  if (named === undefined) return undefined
  await instances.find([named.instanceId], request)
  const association = await store.profileAssociations.find(request, id)
  return association !== undefined && associationState(association, request) !== 'disassociated' ? association : undefined
}

/** The check on the association's instance; on any instance while there is no such association. */
export const associationChecks = async (id: string, request: Ec2Request, keys: ConditionKeys = {}): Promise<AccessCheck[]> => {
  const association = await findAssociation(id, request)
  if (association !== undefined) return instanceChecks([association.instanceId], request, keys)
  return [{ resource: instanceArn(request, '*'), conditionKeys: { ...regionKeys(request), ...keys } }]
}

export const getAssociation = async (id: string, request: Ec2Request): Promise<ProfileAssociationRecord> => {
  const association = await findAssociation(id, request)
  if (association === undefined) throw noSuchAssociation(id)
  return association
}
