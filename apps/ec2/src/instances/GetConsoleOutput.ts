import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { instanceChecks } from './instance-access.ts'

/** Nothing boots here, so that the console stays as empty as it is on AWS in the first minutes. */
export const GetConsoleOutput = ec2Operation(ec2.GetConsoleOutput, {
  async access({ InstanceId }, request) {
    await request.context.instances.read([InstanceId], request)
    return instanceChecks([InstanceId], request)
  },

  async run({ InstanceId }, request) {
    const instance = await request.context.instances.getOne(InstanceId, request)
    return { InstanceId, Timestamp: instance.launchedAt, Output: '' }
  },
})
