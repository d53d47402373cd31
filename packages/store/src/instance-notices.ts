import type { Connection } from './connection.ts'

/** A scheduled event; times are epoch seconds. */
export interface MaintenanceNotice {
  eventId: string
  code: string
  description: string
  notBefore: number
  notAfter: number
  state: 'active' | 'completed' | 'canceled'
}

export type InterruptionAction = 'terminate' | 'stop' | 'hibernate'

/** What an instance is told of itself at the metadata service. */
export interface InstanceNotices {
  /** When it was recommended to be replaced, in epoch seconds. */
  rebalanceAt?: number
  maintenance?: MaintenanceNotice[]
  /** What becomes of a spot instance, and when, in epoch seconds. */
  interruption?: { action: InterruptionAction; at: number }
  /** Where its Auto Scaling group moves it, such as `InService`. */
  targetLifecycleState?: string
}

const find = { name: 'instance-notices-find', text: 'SELECT notices FROM ec2_instances WHERE id = $1 FOR UPDATE' }
const save = { name: 'instance-notices-save', text: 'UPDATE ec2_instances SET notices = $2::json, revision = revision + 1 WHERE id = $1' }

const endInterruptions = {
  name: 'instance-notices-end-interruptions',
  text: `UPDATE ec2_instances SET notices = (notices::jsonb - 'interruption')::json, revision = revision + 1 WHERE id = ANY($1::text[])`,
}
const maintained = {
  name: 'instance-notices-maintained',
  text: `SELECT id, notices->'maintenance' AS maintenance FROM ec2_instances WHERE id = ANY($1::text[]) AND (notices->'maintenance') IS NOT NULL`,
}

const interrupted = {
  name: 'instance-notices-interrupted',
  text: `SELECT id, notices->'interruption'->>'action' AS action FROM ec2_instances
    WHERE id = ANY($1::text[]) AND (notices->'interruption') IS NOT NULL`,
}

/** The notices of instances. Written by the admin API; interruptions end when they take effect. */
export class InstanceNoticeBoard {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Changes what the instance is told, within a transaction. One that is not there is left alone. */
  async change(instanceId: string, change: (notices: InstanceNotices) => InstanceNotices): Promise<void> {
    const [row] = await this.#connection.rows<{ notices: InstanceNotices }>(find, [instanceId])
    if (row === undefined) return
    await this.#connection.rows(save, [instanceId, JSON.stringify(change(row.notices))])
  }

  /** Takes the notice from instances that were interrupted. */
  async endInterruptions(instanceIds: string[]): Promise<void> {
    if (instanceIds.length > 0) await this.#connection.rows(endInterruptions, [instanceIds])
  }

  /** What is about to become of those instances that are to be interrupted. */
  async interruptionsOf(instanceIds: string[]): Promise<ReadonlyMap<string, InterruptionAction>> {
    if (instanceIds.length === 0) return new Map()
    const rows = await this.#connection.rows<{ id: string; action: InterruptionAction }>(interrupted, [instanceIds])
    return new Map(rows.map(({ id, action }) => [id, action]))
  }

  /** The scheduled events of those instances that have some. */
  async maintenanceOf(instanceIds: string[]): Promise<ReadonlyMap<string, MaintenanceNotice[]>> {
    if (instanceIds.length === 0) return new Map()
    const rows = await this.#connection.rows<{ id: string; maintenance: MaintenanceNotice[] }>(maintained, [instanceIds])
    return new Map(rows.map(({ id, maintenance }) => [id, maintenance]))
  }
}
