import type { InstanceMonitoring } from '@aws-sdk/client-ec2'
import { ec2 } from '@rolecall/models'
import { ec2Operation, type Ec2Request } from '../context.ts'
import { instanceChecks } from './instance-access.ts'

interface Wanted {
  state: 'enabled' | 'disabled'
  transition: 'pending' | 'disabling'
}

const setMonitoring = async (ids: readonly string[], request: Ec2Request, { state, transition }: Wanted): Promise<InstanceMonitoring[]> => {
  const { store, instances } = request.context
  const named = await instances.get(ids, request)
  const changing = named.filter(({ document }) => (document.Monitoring?.State ?? 'disabled') !== state)
  await store.instances.save(
    changing.map((instance) => ({
      ...instance,
      document: { ...instance.document, Monitoring: { State: state } },
      attributes: { ...instance.attributes, monitoringChangedAt: request.now.getTime() },
    })),
  )
  return named.map((instance) => ({ InstanceId: instance.id, Monitoring: { State: changing.includes(instance) ? transition : state } }))
}

export const MonitorInstances = ec2Operation(ec2.MonitorInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(InstanceIds, request),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(InstanceIds, request),
  run: async ({ InstanceIds }, request) => ({
    InstanceMonitorings: await setMonitoring(InstanceIds, request, { state: 'enabled', transition: 'pending' }),
  }),
})

export const UnmonitorInstances = ec2Operation(ec2.UnmonitorInstances, {
  access: ({ InstanceIds }, request) => instanceChecks(InstanceIds, request),
  lookUp: ({ InstanceIds }, request) => request.context.instances.get(InstanceIds, request),
  run: async ({ InstanceIds }, request) => ({
    InstanceMonitorings: await setMonitoring(InstanceIds, request, { state: 'disabled', transition: 'disabling' }),
  }),
})
