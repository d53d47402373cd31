import { wholeSeconds } from '@rolecall/clock'
import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { encryptPassword } from './administrator-password.ts'
import { instanceChecks } from './instance-access.ts'
import type { InstanceWithProfile } from './instance.ts'

const passwordData = ({ attributes, ...instance }: InstanceWithProfile, request: Ec2Request): string => {
  const { administratorPassword, publicKey } = attributes
  const isRunning = shownState(instance, request.now, request.context.stateDelaySeconds) === 'running'
  return administratorPassword === undefined || publicKey === undefined || !isRunning ? '' : encryptPassword(administratorPassword, publicKey)
}

export const GetPasswordData = ec2Operation(ec2.GetPasswordData, {
  async access({ InstanceId }, request) {
    await request.context.instances.read([InstanceId], request)
    return instanceChecks([InstanceId], request)
  },

  async run({ InstanceId }, request) {
    const instance = await request.context.instances.getOne(InstanceId, request)
    return { InstanceId, Timestamp: wholeSeconds(request.now), PasswordData: passwordData(instance, request) }
  },
})
