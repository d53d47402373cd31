import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import type { ServiceCredentialRecord, UserRecord } from '@rolecall/store'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { getCredentialService } from './credential-services.ts'
import { serviceWithoutExpiry } from './errors.ts'
import { credentialAnswer, newSecret } from './service-credential.ts'

const dayMilliseconds = 86_400_000

interface Asked {
  ServiceName: string
  CredentialAgeDays?: number | undefined
}

const expiry = ({ ServiceName, CredentialAgeDays: days }: Asked, createdAt: Date): Date | null => {
  const { isKey } = getCredentialService(ServiceName)
  if (days === undefined) return null
  if (!isKey) throw serviceWithoutExpiry(ServiceName)
  return new Date(createdAt.getTime() + days * dayMilliseconds)
}

/** `anna-at-123456789012`; a second one counts on. */
const serviceUserName = (user: UserRecord, present: readonly ServiceCredentialRecord[]): string => {
  const nameOf = (suffix: string): string => `${user.name}${suffix}-at-${user.account}`
  const taken = new Set(present.map((credential) => credential.serviceUserName))
  let name = nameOf('')
  for (let number = 1; taken.has(name); number += 1) name = nameOf(`+${number}`)
  return name
}

export const CreateServiceSpecificCredential = iamOperation(iam.CreateServiceSpecificCredential, {
  effect: 'write',

  async access(input, request) {
    const keys = {
      'iam:ServiceSpecificCredentialServiceName': input.ServiceName,
      'iam:ServiceSpecificCredentialAgeDays': input.CredentialAgeDays?.toString(),
    }
    return [await onEntity({ kind: 'user', name: input.UserName, keys }, request)]
  },

  async run(input, request) {
    const { context, partition, account, now } = request
    const { store, quotas, ids } = context
    const user = await context.entities.get('user', request, input.UserName)
    const createdAt = wholeSeconds(now)
    const expiresAt = expiry(input, createdAt)
    const present = (await store.serviceCredentials.ofUser(user.id)).filter(({ serviceName }) => serviceName === input.ServiceName)
    if (present.length >= quotas.ServiceSpecificCredentialsPerUser) throw quotaExceeded(quotas, 'ServiceSpecificCredentialsPerUser')
    const credential = {
      id: ids.uniqueId('ACCA', account),
      partition,
      account,
      userId: user.id,
      serviceName: input.ServiceName,
      serviceUserName: serviceUserName(user, present),
      status: 'Active',
      createdAt,
      expiresAt,
    }
    await store.serviceCredentials.add(credential)
    return { ServiceSpecificCredential: { ...credentialAnswer(user.name, credential, now), ...newSecret(credential, ids) } }
  },
})
