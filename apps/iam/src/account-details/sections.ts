import type { GroupRecord, RoleRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import type { PolicyRecord } from '../entities/entities.ts'

/** One thing of the list; `key` is its place. */
export type Listed = { key: string } & (
  | { kind: 'user'; record: UserRecord }
  | { kind: 'group'; record: GroupRecord }
  | { kind: 'role'; record: RoleRecord }
  | { kind: 'policy'; record: PolicyRecord }
)

interface Stretch {
  /** The last name of the page before; empty at the beginning. */
  afterName: string
  limit: number
  /** Whether AWS's policies are asked for by name; else only those that the account uses are shown. */
  isFiltered: boolean
}

interface Section {
  /** As the filter calls it. */
  kind: string
  read(stretch: Stretch, request: IamRequest): Promise<Listed[]>
}

const keyed = (kind: string, name: string): string => `${kind}/${name}`

const policies =
  (kind: string, ownerOf: (account: string) => string): Section['read'] =>
  async ({ afterName, limit, isFiltered }, request) => {
    const owner = ownerOf(request.account)
    const isAttached = owner === 'aws' && !isFiltered
    const page = { owners: [owner], pathPrefix: '/', afterName, afterOwner: owner, isAttached, isBoundary: false, limit }
    const records = await request.context.store.managedPolicies.listUsed(request, page)
    return records.map((record) => ({ key: keyed(kind, record.name), kind: 'policy', record }))
  }

const sections: readonly Section[] = [
  {
    kind: 'User',
    async read(stretch, request) {
      const records = await request.context.store.users.list(request, { pathPrefix: '/', ...stretch })
      return records.map((record) => ({ key: keyed('User', record.name), kind: 'user', record }))
    },
  },
  {
    kind: 'Group',
    async read(stretch, request) {
      const records = await request.context.store.groups.list(request, { pathPrefix: '/', ...stretch })
      return records.map((record) => ({ key: keyed('Group', record.name), kind: 'group', record }))
    },
  },
  {
    kind: 'Role',
    async read(stretch, request) {
      const records = await request.context.store.roles.list(request, { pathPrefix: '/', ...stretch })
      return records.map((record) => ({ key: keyed('Role', record.name), kind: 'role', record }))
    },
  },
  { kind: 'LocalManagedPolicy', read: policies('LocalManagedPolicy', (account) => account) },
  { kind: 'AWSManagedPolicy', read: policies('AWSManagedPolicy', () => 'aws') },
]

interface Asked {
  /** Every kind when empty. */
  kinds: readonly string[]
  /** The key of the last one of the page before; empty for the first page. */
  after: string
  limit: number
}

/** What comes after that key, section by section, until there is enough. */
export const readSections = async ({ kinds, after, limit }: Asked, request: IamRequest): Promise<Listed[]> => {
  const [afterKind = '', afterName = ''] = after.split('/')
  const start = Math.max(0, sections.findIndex(({ kind }) => kind === afterKind))
  const found: Listed[] = []
  for (const { kind, read } of sections.slice(start)) {
    if (found.length >= limit) break
    if (kinds.length > 0 && !kinds.includes(kind)) continue
    const stretch = { afterName: kind === afterKind ? afterName : '', limit: limit - found.length, isFiltered: kinds.includes(kind) }
    found.push(...(await read(stretch, request)))
  }
  return found
}
