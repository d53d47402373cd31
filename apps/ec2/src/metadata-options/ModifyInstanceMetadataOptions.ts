import { ec2 } from '@rolecall/models'
import type { ConditionKeys } from '@rolecall/pipeline'
import { shownState } from '@rolecall/store'
import { ec2Operation } from '../context.ts'
import { instanceChecks } from '../instances/instance-access.ts'
import type { MetadataOptions } from '../instances/instance.ts'
import { cannotAllowNoTokens, cannotBeModified } from './errors.ts'
import { type AccountDefaults, checkHopLimit } from './metadata-options.ts'
import { checkMetadataTagKeys } from './metadata-tag-keys.ts'

const optionNames = ['HttpTokens', 'HttpPutResponseHopLimit', 'HttpEndpoint', 'HttpProtocolIpv6', 'InstanceMetadataTags'] as const

/** The options that the request gives; the others stay as they are. */
const givenOptions = (input: Partial<MetadataOptions>): Partial<MetadataOptions> =>
  Object.fromEntries(optionNames.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])))

/** What is changed, by its name and with its value. */
const attributeKeys = (options: Partial<MetadataOptions>): ConditionKeys => ({
  'ec2:Attribute': Object.keys(options),
  ...Object.fromEntries(Object.entries(options).map(([name, value]) => [`ec2:Attribute/${name}`, String(value)])),
})

export const ModifyInstanceMetadataOptions = ec2Operation(ec2.ModifyInstanceMetadataOptions, {
  access(input, request) {
    checkHopLimit(input.HttpPutResponseHopLimit, 'httpPutResponseHopLimit')
    return instanceChecks([input.InstanceId], request, attributeKeys(givenOptions(input)))
  },

  lookUp: ({ InstanceId }, request) => request.context.instances.getOne(InstanceId, request),

  async run(input, request) {
    const { store, instances, stateDelaySeconds } = request.context
    const instance = await instances.getOne(input.InstanceId, request)
    const state = shownState(instance, request.now, stateDelaySeconds)
    if (state === 'terminated' || state === 'shutting-down') throw cannotBeModified(instance.id)
    if (input.InstanceMetadataTags === 'enabled') checkMetadataTagKeys(instance.tags)
    const account = await store.metadataDefaults.get<AccountDefaults>(request)
    if (account.HttpTokensEnforced === 'enabled' && input.HttpTokens === 'optional') throw cannotAllowNoTokens()
    const metadataOptions = { ...instance.metadataOptions, ...givenOptions(input) }
    const attributes = { ...instance.attributes, metadataOptionsChangedAt: request.now.getTime() }
    await store.instances.save([{ ...instance, metadataOptions, attributes }])
    return { InstanceId: instance.id, InstanceMetadataOptions: { State: 'pending' as const, ...metadataOptions } }
  },
})
