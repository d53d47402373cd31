import type { EntityKind } from './entities.ts'

const members: Record<EntityKind, string> = {
  user: 'UserName',
  group: 'GroupName',
  role: 'RoleName',
  'instance-profile': 'InstanceProfileName',
  'server-certificate': 'ServerCertificateName',
}

/** The member of inputs and outputs that names an entity of the kind. */
export const nameMember = (kind: EntityKind): string => members[kind]

/** The name that an input of a family of operations gives; the model requires it. */
export const nameIn = (kind: EntityKind, input: object): string => {
  const name = new Map<string, unknown>(Object.entries(input)).get(members[kind])
  if (typeof name !== 'string') throw new Error(`The input has no ${members[kind]}.`)
  return name
}
