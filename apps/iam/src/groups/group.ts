import { iamArn } from '@rolecall/ids'
import type { GroupRecord } from '@rolecall/store'

export const groupAnswer = (group: GroupRecord) => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: iamArn(group.partition, group.account, { type: 'group', path: group.path, name: group.name }),
  CreateDate: group.createdAt,
})
