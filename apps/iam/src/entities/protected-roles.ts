import type { NamedEntity } from '@rolecall/store'
import { unmodifiableEntity } from '../errors.ts'
import type { EntityKind } from './entities.ts'

const protectedPath = /^\/aws-(?:service-role|reserved)\//

/** Roles that AWS made for its services can be tagged and described anew, but nothing else may be changed about them. */
export const refuseIfProtected = (kind: EntityKind, entity: NamedEntity): void => {
  if (kind !== 'role' || !protectedPath.test(entity.path)) return
  throw unmodifiableEntity(`Cannot perform the operation on the protected role '${entity.name}' - this role is only modifiable by AWS`)
}
