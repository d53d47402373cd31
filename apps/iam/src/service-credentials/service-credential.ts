import type { Ids } from '@rolecall/ids'
import { type AccessCheck } from '@rolecall/pipeline'
import type { ServiceCredentialRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { mustSpecifyUserName } from '../errors.ts'
import { onUserOrCaller, userNameFor } from '../users/calling-user.ts'
import { getCredentialService } from './credential-services.ts'
import { credentialNotFound } from './errors.ts'

interface CredentialInput {
  UserName?: string | undefined
  ServiceSpecificCredentialId: string
}

const passwordBytes = 32

/** The user that the request names, else the caller; root has no such credentials. */
export const getCredentialUser = async (input: { UserName?: string | undefined }, request: IamRequest): Promise<UserRecord> => {
  const name = userNameFor(input.UserName, request)
  if (name === undefined) throw mustSpecifyUserName()
  return request.context.entities.get('user', request, name)
}

/** A credential of the user; somebody else's is as good as missing. */
export const getCredential = async (
  input: CredentialInput,
  request: IamRequest,
): Promise<{ user: UserRecord; credential: ServiceCredentialRecord }> => {
  const user = await getCredentialUser(input, request)
  const credential = await request.context.store.serviceCredentials.find(input.ServiceSpecificCredentialId)
  if (credential?.userId !== user.id) throw credentialNotFound(input.ServiceSpecificCredentialId)
  return { user, credential }
}

/** The check on the user, with the service of the credential. */
export const onCredential = async (input: CredentialInput, request: IamRequest): Promise<AccessCheck> => {
  const check = await onUserOrCaller(input.UserName, request)
  const credential = await request.context.store.serviceCredentials.find(input.ServiceSpecificCredentialId)
  const service = credential?.account === request.account && credential.partition === request.partition ? credential.serviceName : undefined
  return { ...check, conditionKeys: { ...check.conditionKeys, 'iam:ServiceSpecificCredentialServiceName': service } }
}

/** A key names itself by its alias, another credential by a user name. */
const shownName = ({ serviceName, serviceUserName }: ServiceCredentialRecord) =>
  getCredentialService(serviceName).isKey ? { ServiceCredentialAlias: serviceUserName } : { ServiceUserName: serviceUserName }

/** Only time makes a credential `Expired`. */
const statusAt = ({ status, expiresAt }: ServiceCredentialRecord, now: Date): 'Active' | 'Inactive' | 'Expired' =>
  expiresAt !== null && expiresAt <= now ? 'Expired' : (status as 'Active' | 'Inactive')

/** A credential as lists show it. */
export const credentialAnswer = (userName: string, credential: ServiceCredentialRecord, now: Date) => ({
  CreateDate: credential.createdAt,
  ...(credential.expiresAt === null ? {} : { ExpirationDate: credential.expiresAt }),
  ServiceName: credential.serviceName,
  ...shownName(credential),
  ServiceSpecificCredentialId: credential.id,
  UserName: userName,
  Status: statusAt(credential, now),
})

/** What is shown once, when a credential is made or made anew. */
export const newSecret = ({ serviceName, serviceUserName }: ServiceCredentialRecord, ids: Ids) => {
  const secret = ids.bytes(passwordBytes).toString('base64')
  if (!getCredentialService(serviceName).isKey) return { ServicePassword: secret }
  // Bedrock's keys are the marker and, in base64, the alias with the secret.
  return { ServiceCredentialSecret: `ABSK${Buffer.from(`${serviceUserName}:${secret}`).toString('base64')}` }
}
