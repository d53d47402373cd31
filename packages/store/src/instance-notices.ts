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

/** What an instance is told of itself at the metadata service. */
export interface InstanceNotices {
  /** When it was recommended to be replaced, in epoch seconds. */
  rebalanceAt?: number
  maintenance?: MaintenanceNotice[]
  /** Where its Auto Scaling group moves it, such as `InService`. */
  targetLifecycleState?: string
}

const find = { name: 'instance-notices-find', text: 'SELECT notices FROM ec2_instances WHERE id = $1 FOR UPDATE' }
const save = { name: 'instance-notices-save', text: 'UPDATE ec2_instances SET notices = $2::json, revision = revision + 1 WHERE id = $1' }

/** The notices of instances. Written by the admin API. */
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
}
