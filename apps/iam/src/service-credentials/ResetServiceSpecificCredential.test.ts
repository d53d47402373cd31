import type { ServiceSpecificCredential } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { allow, createIamWorld, type IamWorld } from '../../test/iam-world.ts'

let iam: IamWorld

beforeAll(async () => {
  iam = await createIamWorld('ResetServiceSpecificCredential')
})
afterAll(() => iam.close())

it('gives the same credential another password', async () => {
  const condition = { StringEquals: { 'iam:ServiceSpecificCredentialServiceName': 'codecommit.amazonaws.com' } }
  const anna = await iam.user('anna', { ...allow('iam:ResetServiceSpecificCredential'), Condition: condition })
  const create = async (ServiceName: string): Promise<Partial<ServiceSpecificCredential>> =>
    (await iam.root.createServiceSpecificCredential({ UserName: 'anna', ServiceName })).ServiceSpecificCredential ?? {}
  const { ServicePassword: before, ...rest } = await create('codecommit.amazonaws.com')
  const ServiceSpecificCredentialId = rest.ServiceSpecificCredentialId ?? ''
  await iam.root.updateServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId, Status: 'Inactive' })
  const reset = await anna.resetServiceSpecificCredential({ ServiceSpecificCredentialId })
  const { ServicePassword, ...answer }: Partial<ServiceSpecificCredential> = reset.ServiceSpecificCredential ?? {}
  expect(answer).toEqual({ ...rest, Status: 'Inactive' })
  expect(ServicePassword).toHaveLength(44)
  expect(ServicePassword).not.toBe(before)
  const other = (await create('cassandra.amazonaws.com')).ServiceSpecificCredentialId ?? ''
  await expect(anna.resetServiceSpecificCredential({ ServiceSpecificCredentialId: other })).rejects.toMatchObject({ name: 'AccessDenied' })
  const missing = 'ACCAAAAAAAAAAAAAAAAAA'
  await expect(iam.root.resetServiceSpecificCredential({ UserName: 'anna', ServiceSpecificCredentialId: missing })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: `No such credential ${missing} exists`,
  })
})
