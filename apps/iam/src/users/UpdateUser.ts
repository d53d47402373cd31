import { iamArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { userAlreadyExists } from './errors.ts'

export const UpdateUser = iamOperation(iam.UpdateUser, {
  // AWS asks for the permission on the user as it is and as it will be.
  async access(input, request) {
    const source = await onEntity({ kind: 'user', name: input.UserName }, request)
    const user = await request.context.entities.find('user', request, input.UserName)
    const name = input.NewUserName ?? user?.name ?? input.UserName
    const path = input.NewPath ?? user?.path ?? '/'
    return [source, { ...source, resource: iamArn(request.partition, request.account, { type: 'user', path, name }) }]
  },

  async run(input, request) {
    const { entities, store } = request.context
    const user = await entities.get('user', request, input.UserName)
    const name = input.NewUserName ?? user.name
    const holder = await entities.find('user', request, name)
    if (holder !== undefined && holder.id !== user.id) throw userAlreadyExists(name)
    await store.users.update(user.id, { name, path: input.NewPath ?? user.path })
    return undefined
  },
})
