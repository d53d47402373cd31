import type { Connection, PreparedStatement } from './connection.ts'
import type { LaunchTemplate } from './generated/client.ts'
import type { Tag } from './principals.ts'
import type { RegionKey } from './scope.ts'

export interface LaunchTemplateRecord extends RegionKey {
  id: string
  name: string
  createdAt: Date
  /** The ARN of whoever made it. */
  createdBy: string
  defaultVersion: number
  /** The highest version that is there. */
  latestVersion: number
  /** The highest version that ever was. */
  lastNumber: number
  tags: Tag[]
}

/** A version of a launch template; the data has the form of the SDK's request. */
export interface LaunchTemplateVersionRecord<Data = object> {
  templateId: string
  number: number
  account: string
  description: string | null
  createdAt: Date
  createdBy: string
  data: Data
}

/** Templates by id or by name; all when neither is given. */
export interface LaunchTemplatesWanted {
  ids?: string[] | undefined
  names?: string[] | undefined
}

const lock: PreparedStatement = { name: 'ec2-launch-templates-lock', text: 'SELECT id FROM ec2_launch_templates WHERE id = $1 FOR UPDATE' }

const record = (row: LaunchTemplate): LaunchTemplateRecord => ({ ...row, tags: row.tags as unknown as Tag[] })

// Prisma takes objects for JSON only when they are literals.
const tagRows = (tags: readonly Tag[]) => tags.map((tag) => ({ ...tag }))

export class LaunchTemplates {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In the order of their creation. */
  async list({ partition, account, region }: RegionKey, { ids, names }: LaunchTemplatesWanted = {}): Promise<LaunchTemplateRecord[]> {
    const wanted = { ...(ids === undefined ? {} : { id: { in: ids } }), ...(names === undefined ? {} : { name: { in: names } }) }
    const where = { partition, account, region, ...wanted }
    const rows = await this.#connection.prisma.launchTemplate.findMany({ where, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    return rows.map(record)
  }

  /** Until the transaction ends nobody else changes the template or its versions. */
  async lock(id: string): Promise<void> {
    await this.#connection.rows(lock, [id])
  }

  async add(template: LaunchTemplateRecord): Promise<void> {
    await this.#connection.prisma.launchTemplate.create({ data: { ...template, tags: tagRows(template.tags) } })
  }

  async save({ id, defaultVersion, latestVersion, lastNumber }: LaunchTemplateRecord): Promise<void> {
    await this.#connection.prisma.launchTemplate.update({ where: { id }, data: { defaultVersion, latestVersion, lastNumber } })
  }

  async setTags(id: string, tags: readonly Tag[]): Promise<void> {
    await this.#connection.prisma.launchTemplate.updateMany({ where: { id }, data: { tags: tagRows(tags) } })
  }

  /** With all of its versions. */
  async remove(id: string): Promise<void> {
    await this.#connection.prisma.launchTemplateVersion.deleteMany({ where: { templateId: id } })
    await this.#connection.prisma.launchTemplate.deleteMany({ where: { id } })
  }

  /** Every version of these templates. */
  async versions<Data>(templateIds: string[]): Promise<LaunchTemplateVersionRecord<Data>[]> {
    const rows: unknown = await this.#connection.prisma.launchTemplateVersion.findMany({ where: { templateId: { in: templateIds } } })
    return rows as LaunchTemplateVersionRecord<Data>[]
  }

  async findVersion<Data>(templateId: string, number: number): Promise<LaunchTemplateVersionRecord<Data> | undefined> {
    const row: unknown = await this.#connection.prisma.launchTemplateVersion.findUnique({ where: { templateId_number: { templateId, number } } })
    return (row as LaunchTemplateVersionRecord<Data> | null) ?? undefined
  }

  async addVersion(version: LaunchTemplateVersionRecord): Promise<void> {
    await this.#connection.prisma.launchTemplateVersion.create({ data: version })
  }

  async removeVersions(templateId: string, numbers: number[]): Promise<void> {
    await this.#connection.prisma.launchTemplateVersion.deleteMany({ where: { templateId, number: { in: numbers } } })
  }
}
