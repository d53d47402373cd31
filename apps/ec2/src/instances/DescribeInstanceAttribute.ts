import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { unknownAttribute } from './errors.ts'
import { instanceChecks } from './instance-access.ts'
import { findAttribute } from './shown-attributes.ts'

export const DescribeInstanceAttribute = ec2Operation(ec2.DescribeInstanceAttribute, {
  async access({ InstanceId, Attribute }, request) {
    if (findAttribute(Attribute) === undefined) throw unknownAttribute(Attribute)
    await request.context.instances.read([InstanceId], request)
    return instanceChecks([InstanceId], request)
  },

  async run({ InstanceId, Attribute }, request) {
    const show = findAttribute(Attribute)
    if (show === undefined) throw unknownAttribute(Attribute)
    return { InstanceId, ...show(await request.context.instances.getOne(InstanceId, request)) }
  },
})
