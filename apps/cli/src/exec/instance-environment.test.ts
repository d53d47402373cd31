import { expect, it } from '@jest/globals'
import { instanceEnvironment } from './instance-environment.ts'

const instance = {
  instanceId: 'i-0123456789abcdef0',
  account: '123456789012',
  region: 'eu-west-1',
  state: 'running',
  metadataEndpoint: 'http://127.1.0.1:1338',
  metadataAddresses: [],
  metadataOptions: {},
}

it('leaves no credentials in the environment and points at the edge', () => {
  const environment = instanceEnvironment(
    { PATH: '/bin', AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's', AWS_PROFILE: 'p', AWS_EC2_METADATA_DISABLED: 'true' },
    instance,
    'http://127.0.0.1:4566',
  )
  expect(environment).toMatchObject({ PATH: '/bin', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_REGION: 'eu-west-1' })
  expect(Object.keys(environment)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|PROFILE|EC2_METADATA_DISABLED)$/)]),
  )
})
