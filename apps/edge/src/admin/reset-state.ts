import type { EdgeContext } from '../context.ts'
import { AdminError } from './admin-error.ts'

/** Back to a fresh state: everything, or what one account has in all partitions. The clock runs with real time again. */
export const resetState = async (context: EdgeContext, account: string | undefined): Promise<void> => {
  if (account !== undefined && !/^\d{12}$/.test(account)) throw new AdminError(400, 'account must have 12 digits.')
  await context.requestLog.flush()
  if (account === undefined) {
    await context.store.undisturbedTransaction(undefined, (store) => store.reset.everything())
    context.clock.setOffset(0)
  } else {
    await context.store.undisturbedTransaction(undefined, (store) => store.reset.account(account))
  }
}
