import { type InstanceNotices, interruptSpotInstances, type MaintenanceNotice, shownState } from '@rolecall/store'
import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'
import { getInstance } from './instances.ts'

type Fields = Readonly<Record<string, unknown>>

/** What one event changes, read from the body before anything is written. */
type Change = (notices: InstanceNotices) => InstanceNotices

const descriptions: Readonly<Record<string, string>> = {
  'instance-reboot': 'scheduled reboot',
  'system-reboot': 'scheduled reboot',
  'system-maintenance': 'scheduled maintenance',
  'instance-retirement': 'The instance is running on degraded hardware',
  'instance-stop': 'The instance is running on degraded hardware',
}

const lifecycleStates = ['Detached', 'InService', 'Standby', 'Terminated', 'Warmed:Hibernated', 'Warmed:Running', 'Warmed:Stopped', 'Warmed:Terminated']

const bad = (text: string): AdminError => new AdminError(400, text)

const oneOf = <Value extends string>(fields: Fields, name: string, values: readonly Value[]): Value => {
  const value = values.find((candidate) => candidate === fields[name])
  if (value === undefined) throw bad(`Give ${name} as one of ${values.join(', ')}.`)
  return value
}

const seconds = (fields: Fields, name: string, otherwise: number): number => {
  const value = fields[name] ?? otherwise
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 31_536_000) throw bad(`Give ${name} as whole seconds, a year at most.`)
  return value
}

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name]
  if (value !== undefined && (typeof value !== 'string' || value.length > 255)) throw bad(`Give ${name} as a text of 255 characters at most.`)
  return value
}

const ended = (fields: Fields, eventId: string): Change => {
  const state = oneOf(fields, 'state', ['completed', 'canceled'])
  return ({ maintenance = [], ...others }) => {
    if (!maintenance.some((notice) => notice.eventId === eventId)) throw new AdminError(404, `The instance has no event '${eventId}'.`)
    return { ...others, maintenance: maintenance.map((notice) => (notice.eventId === eventId ? { ...notice, state } : notice)) }
  }
}

const maintenanceChange = (fields: Fields, { clock, ids }: EdgeContext): Change => {
  const eventId = text(fields, 'eventId')
  if (eventId !== undefined) return ended(fields, eventId)
  const code = oneOf({ code: 'system-reboot', ...fields }, 'code', Object.keys(descriptions))
  const notBefore = Math.floor(clock.nowMilliseconds() / 1000) + seconds(fields, 'inSeconds', 86_400)
  const notice: MaintenanceNotice = {
    eventId: ids.resourceId('instance-event'),
    code,
    description: text(fields, 'description') ?? descriptions[code] ?? '',
    notBefore,
    notAfter: notBefore + seconds(fields, 'durationSeconds', 1000),
    state: 'active',
  }
  return ({ maintenance = [], ...others }) => ({ ...others, maintenance: [...maintenance, notice] })
}

const changes: Readonly<Record<string, (fields: Fields, context: EdgeContext) => Change>> = {
  'rebalance-recommendation': (_fields, { clock }) => {
    const rebalanceAt = Math.floor(clock.nowMilliseconds() / 1000)
    return (notices) => ({ ...notices, rebalanceAt })
  },
  'scheduled-maintenance': maintenanceChange,
  'asg-target-lifecycle-state': (fields) => {
    const targetLifecycleState = oneOf(fields, 'state', lifecycleStates)
    return (notices) => ({ ...notices, targetLifecycleState })
  },
  'spot-interruption': (fields, { clock }) => {
    const action = oneOf({ action: 'terminate', ...fields }, 'action', ['terminate', 'stop', 'hibernate'])
    // A hibernation begins with its notice.
    const at = Math.floor(clock.nowMilliseconds() / 1000) + seconds(fields, 'inSeconds', action === 'hibernate' ? 0 : 120)
    return (notices) => ({ ...notices, interruption: { action, at } })
  },
}

const checkSpot = async ({ store, clock, configuration }: EdgeContext, id: string): Promise<void> => {
  const [instance] = await store.metadataInstances.findMany<{ InstanceLifecycle?: string }, object>([id])
  if (instance?.document.InstanceLifecycle !== 'spot') throw new AdminError(409, `The instance '${id}' is not a Spot Instance.`)
  const [summary] = await store.metadataAddresses.listInstances(id)
  const state = summary && shownState(summary, clock.now(), configuration.stateDelaySeconds)
  if (state !== 'running') throw new AdminError(409, `The instance '${id}' is not running.`)
}

/** Tells the instance of an event at the metadata service. Refuses with AdminError and then changes nothing. */
export const injectEvent = async (context: EdgeContext, id: string, body: unknown): Promise<object> => {
  await getInstance(context, id)
  const fields: Fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Fields) : {}
  const type = oneOf(fields, 'type', Object.keys(changes))
  const read = changes[type]
  const change = read?.(fields, context) ?? ((notices: InstanceNotices) => notices)
  if (type === 'spot-interruption') await checkSpot(context, id)
  await context.store.transaction((store) => store.instanceNotices.change(id, change))
  // An interruption may be due at once.
  if (type === 'spot-interruption') await interruptSpotInstances(context.store, context.clock.now())
  return getInstance(context, id)
}
