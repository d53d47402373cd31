import type { Connection, PreparedStatement } from './connection.ts'
import type { Tag } from './principals.ts'
import type { AccountKey } from './scope.ts'

/** A virtual MFA device. */
export interface MfaDeviceRecord extends AccountKey {
  /** Its ARN. */
  serialNumber: string
  /** The secret in base32. */
  seed: string
  createdAt: Date
  /** Null, as `enabledAt`, while nobody uses it. */
  userId: string | null
  enabledAt: Date | null
  tags: Tag[]
}

const selected = `SELECT serial_number AS "serialNumber", partition, account, seed, created_at AS "createdAt", user_id AS "userId",
    enabled_at AS "enabledAt", tags FROM iam_mfa_devices`

const find: PreparedStatement = { name: 'iam_mfa_devices-find', text: `${selected} WHERE serial_number = $1` }
const list: PreparedStatement = {
  name: 'iam_mfa_devices-list',
  text: `${selected} WHERE partition = $1 AND account = $2 ORDER BY serial_number COLLATE "C"`,
}
const ofUser: PreparedStatement = {
  name: 'iam_mfa_devices-of-user',
  text: `${selected} WHERE user_id = $1 ORDER BY serial_number COLLATE "C"`,
}
const assign: PreparedStatement = {
  name: 'iam_mfa_devices-assign',
  text: `UPDATE iam_mfa_devices SET user_id = $2, enabled_at = $3, used_steps = '{}' WHERE serial_number = $1`,
}
// Only as many as the codes that are good at one time, so that a clock that was put back finds its codes unused.
const use: PreparedStatement = {
  name: 'iam_mfa_devices-use',
  text: `UPDATE iam_mfa_devices SET used_steps = (used_steps || $2::bigint)[greatest(1, cardinality(used_steps) - 6):]
    WHERE serial_number = $1 AND NOT $2::bigint = ANY(used_steps) RETURNING 1`,
}

type Row = MfaDeviceRecord & Record<string, unknown>

const asJson = (tags: readonly Tag[]): Tag[] => tags.map((tag) => ({ ...tag }))

/** The MFA devices of IAM. */
export class MfaDevices {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(serialNumber: string): Promise<MfaDeviceRecord | undefined> {
    const [row] = await this.#connection.rows<Row>(find, [serialNumber])
    return row
  }

  /** By serial number in code-point order. */
  async list({ partition, account }: AccountKey): Promise<MfaDeviceRecord[]> {
    return this.#connection.rows<Row>(list, [partition, account])
  }

  /** Those that a user uses, by serial number. */
  async ofUser(userId: string): Promise<MfaDeviceRecord[]> {
    return this.#connection.rows<Row>(ofUser, [userId])
  }

  /** False when the serial number is taken. */
  async add(device: MfaDeviceRecord): Promise<boolean> {
    const data = [{ ...device, tags: asJson(device.tags) as never }]
    const { count } = await this.#connection.prisma.mfaDevice.createMany({ data, skipDuplicates: true })
    return count === 1
  }

  /** Gives the device to a user, or to nobody. */
  async assign(serialNumber: string, user: { userId: string; enabledAt: Date } | undefined): Promise<void> {
    await this.#connection.rows(assign, [serialNumber, user?.userId ?? null, user?.enabledAt ?? null])
  }

  /** Takes the code of a step of 30 seconds; false when it was taken before. */
  async use(serialNumber: string, step: number): Promise<boolean> {
    return (await this.#connection.rows(use, [serialNumber, step])).length === 1
  }

  async update(serialNumber: string, { tags }: { tags: Tag[] }): Promise<void> {
    await this.#connection.prisma.mfaDevice.updateMany({ where: { serialNumber }, data: { tags: asJson(tags) as never } })
  }

  async remove(serialNumber: string): Promise<void> {
    await this.#connection.prisma.mfaDevice.deleteMany({ where: { serialNumber } })
  }
}
