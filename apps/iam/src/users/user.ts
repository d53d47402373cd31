import { iamArn } from '@rolecall/ids'
import type { UserRecord } from '@rolecall/store'
import { boundaryIfAny } from '../policies/policy.ts'
import { tagsIfAny } from '../tags/tags.ts'

/** A user as lists show it. */
export const listedUser = (user: UserRecord) => ({
  Path: user.path,
  UserName: user.name,
  UserId: user.id,
  Arn: iamArn(user.partition, user.account, { type: 'user', path: user.path, name: user.name }),
  CreateDate: user.createdAt,
  ...(user.passwordUsedAt === null ? {} : { PasswordLastUsed: user.passwordUsedAt }),
})

/** A user as CreateUser and GetUser show it. */
export const fullUser = (user: UserRecord) => ({ ...listedUser(user), ...boundaryIfAny(user.boundaryArn), ...tagsIfAny(user.tags) })
