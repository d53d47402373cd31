import { iamArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { groupAlreadyExists } from './errors.ts'

export const UpdateGroup = iamOperation(iam.UpdateGroup, {
  // AWS asks for the permission on the group as it is and as it will be.
  async access(input, request) {
    const source = await onEntity({ kind: 'group', name: input.GroupName }, request)
    const group = await request.context.entities.find('group', request, input.GroupName)
    const name = input.NewGroupName ?? group?.name ?? input.GroupName
    const path = input.NewPath ?? group?.path ?? '/'
    return [source, { ...source, resource: iamArn(request.partition, request.account, { type: 'group', path, name }) }]
  },

  async run(input, request) {
    const { entities, store } = request.context
    const group = await entities.get('group', request, input.GroupName)
    const name = input.NewGroupName ?? group.name
    const holder = await entities.find('group', request, name)
    if (holder !== undefined && holder.id !== group.id) throw groupAlreadyExists(name)
    await store.groups.update(group.id, { name, path: input.NewPath ?? group.path })
    return undefined
  },
})
