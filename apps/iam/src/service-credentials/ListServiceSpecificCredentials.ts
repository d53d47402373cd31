import { iam } from '@rolecall/models'
import type { ServiceCredentialRecord } from '@rolecall/store'
import { iamOperation, type IamRequest } from '../context.ts'
import { onList } from '../entities/access.ts'
import { pageOfAll } from '../pagination.ts'
import { onUserOrCaller } from '../users/calling-user.ts'
import { getCredentialService } from './credential-services.ts'
import { userNameOrAllUsers } from './errors.ts'
import { credentialAnswer, getCredentialUser } from './service-credential.ts'

interface Asked {
  UserName?: string | undefined
  AllUsers?: boolean | undefined
}

interface Found {
  credentials: ServiceCredentialRecord[]
  /** Of the users, by their ids. */
  names: ReadonlyMap<string, string>
}

const findCredentials = async (input: Asked, request: IamRequest): Promise<Found> => {
  const { serviceCredentials, users } = request.context.store
  if (input.AllUsers === true) {
    const credentials = await serviceCredentials.ofAccount(request)
    const owners = await users.findMany([...new Set(credentials.map(({ userId }) => userId))])
    return { credentials, names: new Map(owners.map(({ id, name }) => [id, name])) }
  }
  const user = await getCredentialUser(input, request)
  return { credentials: await serviceCredentials.ofUser(user.id), names: new Map([[user.id, user.name]]) }
}

/** Those of one user, or of all; without secrets. */
export const ListServiceSpecificCredentials = iamOperation(iam.ListServiceSpecificCredentials, {
  access: async (input, request) => [
    input.AllUsers === true ? onList('user', undefined, request) : await onUserOrCaller(input.UserName, request),
  ],

  async run(input, request) {
    const { ServiceName: service } = input
    if (input.AllUsers === true && input.UserName !== undefined) throw userNameOrAllUsers()
    const { credentials, names } = await findCredentials(input, request)
    if (service !== undefined) getCredentialService(service)
    const wanted = credentials.filter(({ serviceName }) => service === undefined || serviceName === service)
    const { items, page } = pageOfAll(wanted, input, ({ createdAt, id }) => `${createdAt.toISOString()}/${id}`)
    return { ServiceSpecificCredentials: items.map((credential) => credentialAnswer(names.get(credential.userId) ?? '', credential, request.now)), ...page }
  },
})
