import type { ModifyInstanceAttributeRequest } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { shownState } from '@rolecall/store'
import { ec2Operation, type Ec2Request, type Validated } from '../context.ts'
import { checkIds, securityGroupIds } from '../describe/ids.ts'
import type { VolumeRow } from '../volumes/volume.ts'
import { attributeKeys, changedVolumeChecks, newGroupChecks } from './attribute-access.ts'
import { noAttributes, severalAttributes, type WantedChange, wantedChanges } from './attribute-changes.ts'
import { notStopped } from './errors.ts'
import { changeGroups } from './group-change.ts'
import { instanceChecks } from './instance-access.ts'
import type { InstanceWithProfile } from './instance.ts'

type Input = Validated<ModifyInstanceAttributeRequest>

const groupsOf = ({ Groups = [] }: Input): WantedChange[] =>
  Groups.length === 0 ? [] : [{ name: 'groupSet', value: Groups, needsStopped: false, apply: (instance) => instance }]

/** The one attribute that the request changes. */
const wantedChange = (input: Input): WantedChange => {
  const [change, ...others] = [...wantedChanges(input), ...groupsOf(input)]
  if (change === undefined) throw noAttributes()
  if (others.length > 0) throw severalAttributes([change, ...others].map(({ name }) => name))
  return change
}

/** The volumes follow what the instance now says of its devices. */
const saveDeletion = async ({ id, document }: InstanceWithProfile, { context }: Ec2Request): Promise<void> => {
  const { volumes } = context.store
  const wanted = new Map((document.BlockDeviceMappings ?? []).map(({ Ebs }) => [Ebs?.VolumeId, Ebs?.DeleteOnTermination ?? false]))
  for (const volume of await volumes.ofInstances<VolumeRow>([id])) {
    const deleteOnTermination = wanted.get(volume.id) ?? volume.deleteOnTermination
    const Attachments = (volume.document.Attachments ?? []).map((attachment) => ({ ...attachment, DeleteOnTermination: deleteOnTermination }))
    await volumes.save({ ...volume, deleteOnTermination, document: { ...volume.document, Attachments } })
  }
}

export const ModifyInstanceAttribute = ec2Operation(ec2.ModifyInstanceAttribute, {
  async access(input, request) {
    checkIds(securityGroupIds, input.Groups)
    const instance = await instanceChecks([input.InstanceId], request, attributeKeys(wantedChange(input)))
    const groups = await newGroupChecks(input.Groups ?? [], request)
    return [...instance, ...groups, ...(await changedVolumeChecks(input.InstanceId, input.BlockDeviceMappings, request))]
  },

  lookUp: ({ InstanceId }, request) => request.context.instances.getOne(InstanceId, request),

  async run(input, request) {
    const { store, instances, stateDelaySeconds } = request.context
    const instance = await instances.getOne(input.InstanceId, request)
    const change = wantedChange(input)
    if (change.needsStopped && shownState(instance, request.now, stateDelaySeconds) !== 'stopped') throw notStopped(instance.id)
    const changed = change.name === 'groupSet' ? await changeGroups(instance, input.Groups ?? [], request) : change.apply(instance)
    await store.instances.save([changed])
    if (change.name === 'blockDeviceMapping') await saveDeletion(changed, request)
    return undefined
  },
})
