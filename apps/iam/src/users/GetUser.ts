import { rootArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation, type IamRequest } from '../context.ts'
import { fullUser } from './user.ts'
import { onUserOrCaller, userNameFor } from './calling-user.ts'

/** Root has neither name nor path. */
const rootUser = async ({ context, partition, account, now }: IamRequest) => ({
  Path: undefined,
  UserName: undefined,
  UserId: account,
  Arn: rootArn(partition, account),
  CreateDate: (await context.store.accounts.createdAt({ partition, account })) ?? now,
})

export const GetUser = iamOperation(iam.GetUser, {
  access: async (input, request) => [await onUserOrCaller(input.UserName, request)],

  async run(input, request) {
    const name = userNameFor(input.UserName, request)
    if (name === undefined) return { User: await rootUser(request) }
    return { User: fullUser(await request.context.entities.get('user', request, name)) }
  },
})
