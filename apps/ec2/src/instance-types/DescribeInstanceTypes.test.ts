import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createEc2World, type Ec2World } from '../../test/ec2-world.ts'

let ec2: Ec2World

beforeAll(async () => {
  ec2 = await createEc2World('DescribeInstanceTypes')
})
afterAll(() => ec2.close())

const denied = (action: string) =>
  expect.stringContaining(`is not authorized to perform: ec2:${action} because no identity-based policy allows the ec2:${action} action`)

describe('DescribeInstanceTypes', () => {
  it('is refused to callers without permission', async () => {
    const nobody = await ec2.user('nobody')
    await expect(nobody.describeInstanceTypes({})).rejects.toMatchObject({ name: 'UnauthorizedOperation', message: denied('DescribeInstanceTypes') })
  })

  it('pages through all 1,263 types', async () => {
    const names = new Set<string>()
    let NextToken: string | undefined
    do {
      const page = await ec2.root.describeInstanceTypes({ NextToken })
      for (const type of page.InstanceTypes ?? []) names.add(type.InstanceType ?? '')
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(names.size).toBe(1263)
  })

  it('filters by what a type can do', async () => {
    const { InstanceTypes = [] } = await ec2.root.describeInstanceTypes({
      Filters: [
        { Name: 'processor-info.supported-architecture', Values: ['arm64'] },
        { Name: 'instance-type', Values: ['t4g.*'] },
      ],
    })
    expect(InstanceTypes.map((type) => type.InstanceType)).toContain('t4g.micro')
    expect(InstanceTypes.every((type) => type.InstanceType?.startsWith('t4g.'))).toBe(true)
  })

  it('names the types that do not exist', async () => {
    await expect(ec2.root.describeInstanceTypes({ InstanceTypes: ['t3.micro', 'x.huge' as never] })).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
  })
})
