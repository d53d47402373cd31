import { sts } from '@rolecall/models'
import { anyCaller } from '@rolecall/pipeline'
import { stsOperation } from '../context.ts'

/** Answers every signed caller, even under an explicit Deny (AWS STS API reference). */
export const GetCallerIdentity = stsOperation(sts.GetCallerIdentity, {
  access: () => anyCaller,
  run: (_input, { caller }) => ({ UserId: caller.userId, Account: caller.account, Arn: caller.arn }),
})
