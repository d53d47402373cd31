import type { Instance, InstanceBlockDeviceMapping, ModifyInstanceAttributeRequest } from '@aws-sdk/client-ec2'
import { instanceTypes } from '@rolecall/models'
import { badValue, coded, invalidParameterCombination } from '../errors.ts'
import { multipleInterfaces } from './errors.ts'
import type { InstanceAttributes, InstanceWithProfile } from './instance.ts'
import { readUserData } from './user-data.ts'

/** How an attribute is changed; `read` gives the wanted value, undefined when the request does not change it. */
interface AttributeChange<Value> {
  needsStopped: boolean
  read(input: ModifyInstanceAttributeRequest): Value | undefined
  /** The value from the text of `Attribute` and `Value`. */
  parse(text: string): Value
  apply(instance: InstanceWithProfile, value: Value): InstanceWithProfile
}

/** An attribute with the value that it gets. */
export interface WantedChange {
  name: string
  value: unknown
  needsStopped: boolean
  apply(instance: InstanceWithProfile): InstanceWithProfile
}

const asText = (text: string): string => text

const asBoolean = (text: string): boolean => {
  const lower = text.toLowerCase()
  if (lower === 'true' || lower === 'false') return lower === 'true'
  throw badValue(text, 'value', 'The value must be true or false.')
}


const inDocument =
  (name: keyof Instance) =>
  <Value>(instance: InstanceWithProfile, value: Value): InstanceWithProfile => ({ ...instance, document: { ...instance.document, [name]: value } })

const inAttributes =
  (name: keyof InstanceAttributes) =>
  <Value>(instance: InstanceWithProfile, value: Value): InstanceWithProfile => ({ ...instance, attributes: { ...instance.attributes, [name]: value } })

const withType = (instance: InstanceWithProfile, type: string): InstanceWithProfile => {
  const facts = instanceTypes().get(type)
  if (facts === undefined) throw coded('InvalidInstanceAttributeValue')(`The instance type '${type}' does not exist`)
  const { Architecture } = instance.document
  const architectures: readonly (string | undefined)[] = facts.ProcessorInfo?.SupportedArchitectures ?? []
  if (!architectures.includes(Architecture)) {
    throw coded('InvalidInstanceAttributeValue')(`The architecture '${Architecture ?? ''}' of the instance does not match those of the instance type '${type}'.`)
  }
  const { DefaultCores, DefaultThreadsPerCore } = facts.VCpuInfo ?? {}
  const CpuOptions = { CoreCount: DefaultCores, ThreadsPerCore: DefaultThreadsPerCore }
  return { ...instance, document: { ...instance.document, InstanceType: facts.InstanceType, CpuOptions } }
}

const withSourceDestCheck = (instance: InstanceWithProfile, value: boolean): InstanceWithProfile => {
  const { NetworkInterfaces = [] } = instance.document
  if (NetworkInterfaces.length > 1) throw multipleInterfaces(instance.id)
  const changed = NetworkInterfaces.map((networkInterface) => ({ ...networkInterface, SourceDestCheck: value }))
  return { ...instance, document: { ...instance.document, SourceDestCheck: value, NetworkInterfaces: changed } }
}

const withDeletion = (instance: InstanceWithProfile, wanted: ReadonlyMap<string, boolean>): InstanceWithProfile => {
  const change = (device: InstanceBlockDeviceMapping): InstanceBlockDeviceMapping => {
    const DeleteOnTermination = wanted.get(device.DeviceName ?? '')
    return DeleteOnTermination === undefined ? device : { ...device, Ebs: { ...device.Ebs, DeleteOnTermination } }
  }
  const unmapped = [...wanted.keys()].find((name) => !(instance.document.BlockDeviceMappings ?? []).some(({ DeviceName }) => DeviceName === name))
  if (unmapped !== undefined) throw coded('InvalidInstanceAttributeValue')(`No device is currently mapped at ${unmapped}`)
  const BlockDeviceMappings = (instance.document.BlockDeviceMappings ?? []).map(change)
  return { ...instance, document: { ...instance.document, BlockDeviceMappings } }
}

const readDeletion = ({ BlockDeviceMappings }: ModifyInstanceAttributeRequest): ReadonlyMap<string, boolean> | undefined =>
  BlockDeviceMappings &&
  new Map(BlockDeviceMappings.flatMap(({ DeviceName, Ebs }) => (DeviceName === undefined || Ebs?.DeleteOnTermination === undefined ? [] : [[DeviceName, Ebs.DeleteOnTermination]])))

const shutdownBehavior = (value: string): string => {
  if (value === 'stop' || value === 'terminate') return value
  throw badValue(value, 'instanceInitiatedShutdownBehavior', 'Unknown instance-initiated shutdown behavior.')
}

const change = <Value>(attribute: AttributeChange<Value>): AttributeChange<never> => attribute as AttributeChange<never>

const onlyWhenStopped = true
const anyTime = false

const changes: Readonly<Record<string, AttributeChange<never>>> = {
  instanceType: change({ needsStopped: onlyWhenStopped, read: (input) => input.InstanceType?.Value, parse: asText, apply: withType }),
  kernel: change({ needsStopped: onlyWhenStopped, read: (input) => input.Kernel?.Value, parse: asText, apply: inDocument('KernelId') }),
  ramdisk: change({ needsStopped: onlyWhenStopped, read: (input) => input.Ramdisk?.Value, parse: asText, apply: inDocument('RamdiskId') }),
  userData: change({
    needsStopped: onlyWhenStopped,
    read: (input) => input.UserData && Buffer.from(input.UserData.Value ?? []).toString('base64'),
    parse: asText,
    apply: (instance, value: string) => ({ ...instance, userData: readUserData(value) }),
  }),
  ebsOptimized: change({ needsStopped: onlyWhenStopped, read: (input) => input.EbsOptimized?.Value, parse: asBoolean, apply: inDocument('EbsOptimized') }),
  enaSupport: change({ needsStopped: onlyWhenStopped, read: (input) => input.EnaSupport?.Value, parse: asBoolean, apply: inDocument('EnaSupport') }),
  sriovNetSupport: change({ needsStopped: onlyWhenStopped, read: (input) => input.SriovNetSupport?.Value, parse: asText, apply: inDocument('SriovNetSupport') }),
  disableApiTermination: change({ needsStopped: anyTime, read: (input) => input.DisableApiTermination?.Value, parse: asBoolean, apply: inAttributes('disableApiTermination') }),
  disableApiStop: change({ needsStopped: anyTime, read: (input) => input.DisableApiStop?.Value, parse: asBoolean, apply: inAttributes('disableApiStop') }),
  instanceInitiatedShutdownBehavior: change({
    needsStopped: anyTime,
    read: (input) => input.InstanceInitiatedShutdownBehavior?.Value,
    parse: asText,
    apply: (instance, value: string) => inAttributes('shutdownBehavior')(instance, shutdownBehavior(value)),
  }),
  sourceDestCheck: change({ needsStopped: anyTime, read: (input) => input.SourceDestCheck?.Value, parse: asBoolean, apply: withSourceDestCheck }),
  blockDeviceMapping: change({ needsStopped: anyTime, read: readDeletion, parse: () => new Map(), apply: withDeletion }),
}

const wantedChange = (name: string, value: unknown): WantedChange => {
  const found = changes[name]
  if (found === undefined) throw badValue(name, 'attribute', 'Unknown attribute.')
  return { name, value, needsStopped: found.needsStopped, apply: (instance) => found.apply(instance, value as never) }
}

/** The attributes that a request changes besides the groups; more than one of them is refused by the caller. */
export const wantedChanges = (input: ModifyInstanceAttributeRequest): WantedChange[] => {
  const { Attribute, Value } = input
  if (Attribute !== undefined && !Object.hasOwn(changes, Attribute)) throw badValue(Attribute, 'attribute', 'Unknown attribute.')
  const named = Attribute === undefined || Value === undefined ? [] : [wantedChange(Attribute, changes[Attribute]?.parse(Value))]
  const typed = Object.entries(changes).flatMap(([name, { read }]) => {
    const value: unknown = read(input)
    return value === undefined ? [] : [wantedChange(name, value)]
  })
  return [...named, ...typed]
}

export const noAttributes = () => invalidParameterCombination('No attributes specified.')
export const severalAttributes = (names: string[]) => invalidParameterCombination(`Fields for multiple attribute types specified: ${names.join(', ')}`)
