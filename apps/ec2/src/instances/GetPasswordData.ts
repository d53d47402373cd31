import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { encryptPassword } from './administrator-password.ts'
import { instanceChecks } from './instance-access.ts'
import type { InstanceWithProfile } from './instance.ts'

const passwordData = async ({ document, attributes, ...instance }: InstanceWithProfile, request: Ec2Request): Promise<string> => {
  const { store, stateDelaySeconds } = request.context
  const { administratorPassword } = attributes
  const isRunning = shownState(instance, request.now, stateDelaySeconds) === 'running'
  if (administratorPassword === undefined || document.KeyName === undefined || !isRunning) return ''
  const publicKey = (await store.keyPairs.find(request, document.KeyName))?.publicKey
  return publicKey === undefined ? '' : encryptPassword(administratorPassword, publicKey)
}

export const GetPasswordData = ec2Operation(ec2.GetPasswordData, {
  async access({ InstanceId }, request) {
    await request.context.instances.read([InstanceId], request)
    return instanceChecks([InstanceId], request)
  },

  async run({ InstanceId }, request) {
    const instance = await request.context.instances.getOne(InstanceId, request)
    return { InstanceId, Timestamp: request.now, PasswordData: await passwordData(instance, request) }
  },
})
