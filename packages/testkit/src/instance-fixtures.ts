import type { Ids } from '@rolecall/ids'
import type { Store } from '@rolecall/store'

export interface FixtureWorld {
  store: Store
  ids: Ids
  clock: { now(): Date }
}

export interface RoleFixture {
  id: string
  name: string
}

export interface ProfileFixture {
  id: string
  arn: string
}

const place = { partition: 'aws', account: '123456789012', region: 'us-east-1' }

export const trustEc2 = (principal = 'ec2.amazonaws.com'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: principal }, Action: 'sts:AssumeRole' }] })

export const trustNobody =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'

/** Rows of a role, as IAM would have written them. */
export const addRole = async ({ store, ids, clock }: FixtureWorld, name: string, trustPolicy = trustEc2()): Promise<RoleFixture> => {
  const id = ids.uniqueId('AROA', place.account)
  const { partition, account } = place
  const data = { id, partition, account, name, nameKey: name.toLowerCase(), path: '/', createdAt: clock.now(), maxSessionSeconds: 3600, trustPolicy, tags: [] }
  await store.connection.prisma.role.create({ data })
  return { id, name }
}

export const addProfile = async ({ store, ids, clock }: FixtureWorld, name: string, roleId: string | null): Promise<ProfileFixture> => {
  const id = ids.uniqueId('AIPA', place.account)
  const { partition, account } = place
  const data = { id, partition, account, name, nameKey: name.toLowerCase(), path: '/', createdAt: clock.now(), roleId, tags: [] }
  await store.connection.prisma.instanceProfile.create({ data })
  return { id, arn: `arn:aws:iam::${account}:instance-profile/${name}` }
}

/** Takes an instance's profile away, and gives it the other one if there is one; answers the new association's id. */
export const associateProfile = async ({ store, ids, clock }: FixtureWorld, instanceId: string, profile?: ProfileFixture): Promise<string> => {
  const { profileAssociation } = store.connection.prisma
  await profileAssociation.updateMany({ where: { instanceId }, data: { isActive: false, state: 'disassociated' } })
  const id = ids.resourceId('iip-assoc')
  if (profile === undefined) return ''
  const association = { id, instanceId, ...place, profileId: profile.id, profileArn: profile.arn, state: 'associated' }
  await profileAssociation.create({ data: { ...association, changedAt: clock.now(), isActive: true } })
  return id
}

export interface InstanceFixtureOptions {
  profile?: ProfileFixture
  state?: string
  privateIp?: string
  userData?: string
  metadataOptions?: object
  tags?: { Key: string; Value: string }[]
  document?: object
}

export interface InstanceFixture {
  id: string
  addressNumber: number
}

const instanceDocument = (privateIp: string): object => ({
  Architecture: 'x86_64',
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda' }],
  ImageId: 'ami-0fef201115eefe936',
  InstanceType: 't3.nano',
  NetworkInterfaces: [
    { Attachment: { DeviceIndex: 0 }, Groups: [{ GroupId: 'sg-1', GroupName: 'default' }], MacAddress: '0e:ff:d5:40:fe:7d', PrivateIpAddress: privateIp },
  ],
  Placement: { AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az6' },
  RootDeviceName: '/dev/xvda',
})

/** A running instance, as EC2 would have written it. */
export const addInstance = async (world: FixtureWorld, options: InstanceFixtureOptions = {}): Promise<InstanceFixture> => {
  const { store, ids, clock } = world
  const { privateIp = '172.31.5.6', state = 'running', profile, userData, metadataOptions, tags = [], document } = options
  const now = clock.now()
  const row = await store.connection.prisma.instance.create({
    data: {
      id: ids.resourceId('i'),
      ...place,
      reservationId: ids.resourceId('r'),
      launchIndex: 0,
      state,
      stateFrom: 'pending',
      stateChangedAt: now,
      launchedAt: now,
      privateIp,
      vpcId: 'vpc-1',
      subnetId: 'subnet-1',
      userData: userData ?? null,
      metadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'optional', ...metadataOptions },
      tags,
      document: { ...instanceDocument(privateIp), ...document },
      revision: 1,
    },
  })
  if (profile) await associateProfile(world, row.id, profile)
  return { id: row.id, addressNumber: row.addressNumber }
}

/** Changes an instance's row as EC2 does, under a new revision. */
export const changeInstance = async ({ store }: FixtureWorld, id: string, data: object): Promise<void> => {
  await store.connection.prisma.instance.update({ where: { id }, data: { ...data, revision: { increment: 1 } } })
}
