import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addProfile, addRole } from '@rolecall/testkit'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World
const ImageId = 'ami-0fef201115eefe936'

beforeAll(async () => { ec2 = await createEc2World('RunInstances') })
afterAll(() => ec2.close())

describe('RunInstances', () => {
  it('works', async () => {
    const role = await addRole(ec2, 'app')
    const profile = await addProfile(ec2, 'app', role.id)
    const answer = await ec2.root.runInstances({ ImageId, InstanceType: 't3.micro', MinCount: 2, MaxCount: 2, IamInstanceProfile: { Name: 'app' }, TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }] })
    console.log(JSON.stringify(answer, null, 1))
    const described = await ec2.root.describeInstances({})
    console.log(JSON.stringify(described.Reservations?.[0]?.Instances?.[0], null, 1))
    const id = answer.Instances?.[0]?.InstanceId ?? ''
    expect((await ec2.root.stopInstances({ InstanceIds: [id] })).StoppingInstances?.[0]).toMatchObject({ CurrentState: { Name: 'stopping' }, PreviousState: { Name: 'running' } })
    console.log(JSON.stringify((await ec2.root.describeInstances({ InstanceIds: [id] })).Reservations?.[0]?.Instances?.[0], null, 1))
    await ec2.root.startInstances({ InstanceIds: [id] })
    console.log(JSON.stringify(await ec2.root.terminateInstances({ InstanceIds: [id] })))
    console.log(JSON.stringify((await ec2.root.describeInstances({ InstanceIds: [id] })).Reservations?.[0]?.Instances?.[0], null, 1))
  })
})
