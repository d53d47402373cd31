import { afterAll, beforeAll, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'
import { ec2Service } from '../index.ts'
let ec2: Ec2World
const ImageId = 'ami-0fef201115eefe936'
beforeAll(async () => { ec2 = await createEc2World('bench') })
afterAll(() => ec2.close())
it('bench', async () => {
  await ec2.root.runInstances({ ImageId, InstanceType: 't3.micro', MinCount: 100, MaxCount: 100 })
  const handler = ec2.handler(ec2Service({ ids: ec2.ids, stateDelaySeconds: 0 }))
  let raw: any
  const client: any = ec2.client({ handle: (r: any) => { raw = r; return handler.handle(r) } } as any)
  const { EC2 } = await import('@aws-sdk/client-ec2')
  const c = new EC2(client)
  const time = async (n: number, label: string, f: () => Promise<unknown>) => {
    for (let i = 0; i < 20; i++) await f()
    const t = performance.now(); const cpu = process.cpuUsage()
    for (let i = 0; i < n; i++) await f()
    const used = process.cpuUsage(cpu)
    console.log(label, ((performance.now() - t) / n).toFixed(3), 'ms wall', ((used.user + used.system) / 1000 / n).toFixed(3), 'ms cpu')
  }
  await c.describeInstances({})
  await time(300, 'describe 100', () => handler.handle(raw))

  const { writeOutput, readInput } = await import('@rolecall/protocol')
  const { getService } = await import('@rolecall/models')
  const svc: any = ec2Service({ ids: ec2.ids, stateDelaySeconds: 0 })
  const op = svc.operations.find((o: any) => o.handle.name === 'DescribeInstances')
  const ctx = svc.createContext(ec2.store)
  const request = () => ({ context: ctx, partition: 'aws', account: '123456789012', region: 'us-east-1', now: ec2.clock.now(), requestId: 'x' })
  await time(300, 'run', () => op.run({}, request()))
  const out = await op.run({}, request())
  const model = getService('ec2').operations.get('DescribeInstances')!
  await time(300, 'write', async () => writeOutput(model, out, 'x'))
  const key = { partition: 'aws', account: '123456789012', region: 'us-east-1' }
  await time(300, 'heads', () => ec2.store.instances.heads(key, { visibleSince: new Date(0) }))
}, 120000)
