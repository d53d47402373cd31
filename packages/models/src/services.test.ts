import { describe, expect, it } from '@jest/globals'
import { error } from './error.ts'
import { findServiceByVersion } from './find-service.ts'
import { type OperationModel, type Service, services } from './service.ts'
import { getService } from './services.ts'
import type { Member, Shape } from './shapes.ts'

const operationOf = (service: Service, name: string): OperationModel => {
  const operation = getService(service).operations.get(name)
  if (operation === undefined) throw new Error(`${name} is unknown.`)
  return operation
}

const memberOf = (service: Service, operation: string, name: string): Member => {
  const member = operationOf(service, operation).input.members.find((candidate) => candidate.name === name)
  if (member === undefined) throw new Error(`${operation} has no ${name}.`)
  return member
}

const countMembers = (shape: Shape, seen: Set<Shape>): number => {
  if (shape.kind === 'list') return countMembers(shape.element, seen)
  if (shape.kind === 'map') return countMembers(shape.value, seen)
  if (shape.kind !== 'structure' || seen.has(shape)) return 0
  seen.add(shape)
  return shape.members.reduce((sum, member) => sum + 1 + countMembers(member.shape, seen), 0)
}

describe('services', () => {
  it.each(services)('every schema of %s can be read', (service) => {
    const seen = new Set<Shape>()
    let members = 0
    for (const { input, output } of getService(service).operations.values()) {
      members += countMembers(input, seen) + (output === undefined ? 0 : countMembers(output, seen))
    }
    expect(members).toBeGreaterThan(50)
  })

  it('are read once', () => {
    expect(getService('sts')).toBe(getService('sts'))
    expect(operationOf('sts', 'AssumeRole').input).toBe(operationOf('sts', 'AssumeRole').input)
  })

  it('accept their own version, EC2 also older ones', () => {
    expect(getService('sts').accepts('2011-06-15')).toBe(true)
    expect(getService('sts').accepts('2011-06-16')).toBe(false)
    expect(getService('sts').accepts(undefined)).toBe(false)
    expect(getService('ec2').accepts('2014-10-01')).toBe(true)
    expect(getService('ec2').accepts('2016-11-16')).toBe(false)
    expect(getService('ec2').accepts('')).toBe(false)
  })

  it('are found by version, else by action', () => {
    expect(findServiceByVersion('AssumeRoleWithWebIdentity', '2011-06-15')).toBe('sts')
    expect(findServiceByVersion('AssumeRoleWithWebIdentity', '')).toBe('sts')
    expect(findServiceByVersion('DescribeInstances', '')).toBe('ec2')
    expect(findServiceByVersion('Nothing', '')).toBeUndefined()
    expect(findServiceByVersion('toString', '')).toBeUndefined()
  })
})

describe('operations', () => {
  it('say whether they are signed and can be run dry', () => {
    expect(operationOf('sts', 'AssumeRoleWithSAML').isUnsigned).toBe(true)
    expect(operationOf('sts', 'AssumeRole').isUnsigned).toBe(false)
    expect(operationOf('ec2', 'RunInstances').hasDryRun).toBe(true)
    expect(operationOf('ec2', 'AssociateIamInstanceProfile').hasDryRun).toBe(false)
  })

  it('tell an output without members from none', () => {
    expect(operationOf('iam', 'DeleteRole').output).toBeUndefined()
    expect(operationOf('iam', 'UpdateRole').output?.members).toEqual([])
    expect(operationOf('iam', 'GetAccountSummary').input.members).toEqual([])
  })
})

describe('members', () => {
  it('have the names of the wire', () => {
    expect(memberOf('ec2', 'DescribeInstances', 'InstanceIds')).toMatchObject({ queryName: 'InstanceId' })
    expect(memberOf('ec2', 'RunInstances', 'ClientToken')).toMatchObject({ queryName: 'ClientToken', xmlName: 'clientToken' })
    expect(memberOf('iam', 'CreateRole', 'RoleName')).toMatchObject({ queryName: 'RoleName', xmlName: 'RoleName', isRequired: true })
  })

  it('have the limits of the service models', () => {
    expect(memberOf('iam', 'CreateRole', 'RoleName').constraints).toEqual({ min: 1, max: 64, pattern: '[\\w+=,.@-]+' })
    expect(memberOf('sts', 'AssumeRole', 'SourceIdentity').constraints).toMatchObject({ min: 2, max: 256 })
    expect(memberOf('ec2', 'RunInstances', 'InstanceType').constraints?.enum).toContain('t3.micro')
  })

  it('tell whole numbers from fractions', () => {
    expect(memberOf('sts', 'AssumeRole', 'DurationSeconds').shape.kind).toBe('integer')
    expect(memberOf('autoscaling', 'ExecutePolicy', 'MetricValue').shape.kind).toBe('double')
    expect(memberOf('ec2', 'CreateVpnGateway', 'AmazonSideAsn').shape.kind).toBe('long')
  })

  it('stand in the order in which the service writes them', () => {
    const names = operationOf('sts', 'GetCallerIdentity').output?.members.map((member) => member.name)
    expect(names).toEqual(['Arn', 'UserId', 'Account'])
  })
})

describe('errors', () => {
  it('are known by their wire code', () => {
    expect(error('iam', 'NoSuchEntity')).toEqual({ code: 'NoSuchEntity', status: 404 })
    expect(error('sts', 'MalformedPolicyDocument')).toEqual({ code: 'MalformedPolicyDocument', status: 400 })
    expect(() => error('iam', 'NoSuchEntityException')).toThrow('The model of iam has no error NoSuchEntityException.')
    expect(getService('ec2').errors.size).toBe(0)
  })
})
