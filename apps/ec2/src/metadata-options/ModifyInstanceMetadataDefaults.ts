import type { ModifyInstanceMetadataDefaultsRequest } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { type AccountDefaults, checkHopLimit } from './metadata-options.ts'

const memberNames = ['HttpTokens', 'HttpPutResponseHopLimit', 'HttpEndpoint', 'InstanceMetadataTags', 'HttpTokensEnforced'] as const
const noPreference = new Set<unknown>(['no-preference', -1])

const givenMembers = (input: ModifyInstanceMetadataDefaultsRequest): (readonly [string, unknown])[] =>
  memberNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]] as const]))

export const ModifyInstanceMetadataDefaults = ec2Operation(ec2.ModifyInstanceMetadataDefaults, {
  access(input, request) {
    if (input.HttpPutResponseHopLimit !== -1) checkHopLimit(input.HttpPutResponseHopLimit, 'httpPutResponseHopLimit')
    const keys = givenMembers(input).map(([name, value]) => [`ec2:Attribute/${name}`, String(value)])
    return accessToEverything(request).map((check) => ({ ...check, conditionKeys: { ...check.conditionKeys, ...Object.fromEntries(keys) } }))
  },

  async run(input, request) {
    const { metadataDefaults } = request.context.store
    const preferred = await metadataDefaults.get<AccountDefaults>(request)
    const changed = Object.entries({ ...preferred, ...Object.fromEntries(givenMembers(input)) })
    await metadataDefaults.set(request, Object.fromEntries(changed.filter(([, value]) => !noPreference.has(value))))
    return { Return: true }
  },
})
