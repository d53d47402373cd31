import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { refuseIfProtected } from '../entities/protected-roles.ts'
import { profileHasRole } from './errors.ts'

const passedToService = (partition: string): string => (partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com')

export const AddRoleToInstanceProfile = iamOperation(iam.AddRoleToInstanceProfile, {
  async access(input, request) {
    const profile = await onEntity({ kind: 'instance-profile', name: input.InstanceProfileName }, request)
    const keys = { 'iam:PassedToService': passedToService(request.partition) }
    const { resource, conditionKeys = {} } = await onEntity({ kind: 'role', name: input.RoleName, keys }, request)
    return [profile, { action: 'iam:PassRole', resource, conditionKeys }]
  },

  async run(input, request) {
    const { entities, store } = request.context
    const profile = await entities.get('instance-profile', request, input.InstanceProfileName)
    const role = await entities.get('role', request, input.RoleName)
    refuseIfProtected('role', role)
    if (profile.roleId !== null) throw profileHasRole()
    await store.instanceProfiles.update(profile.id, { roleId: role.id })
    return undefined
  },
})
