import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { type AccountDefaults, checkHopLimit } from './metadata-options.ts'

const memberNames = ['HttpTokens', 'HttpPutResponseHopLimit', 'HttpEndpoint', 'InstanceMetadataTags', 'HttpTokensEnforced'] as const
const noPreference = new Set<unknown>(['no-preference', -1])

export const ModifyInstanceMetadataDefaults = ec2Operation(ec2.ModifyInstanceMetadataDefaults, {
  access(input, request) {
    if (input.HttpPutResponseHopLimit !== -1) checkHopLimit(input.HttpPutResponseHopLimit, 'httpPutResponseHopLimit')
    return accessToEverything(request)
  },

  async run(input, request) {
    const { metadataDefaults } = request.context.store
    const preferred = await metadataDefaults.get<AccountDefaults>(request)
    const given = memberNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]] as const]))
    const changed = Object.entries({ ...preferred, ...Object.fromEntries(given) })
    await metadataDefaults.set(request, Object.fromEntries(changed.filter(([, value]) => !noPreference.has(value))))
    return { Return: true }
  },
})
