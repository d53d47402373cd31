import { parseArn, parseIamResource } from '@rolecall/ids'
import type { Store } from '@rolecall/store'
import { roleArnOf } from './find-role.ts'

/** For the request log, where an ARN names no role: what may have been meant. Answers never tell, so that names cannot be probed. */
export const missingRole = async (roleArn: string, store: Store): Promise<string> => {
  const arn = parseArn(roleArn)
  const entity = arn?.service === 'iam' ? parseIamResource(arn.resource) : undefined
  if (arn === undefined || entity?.type !== 'role') return 'This is not the ARN of a role.'
  const namesake = await store.roles.find({ partition: arn.partition, account: arn.account }, entity.name)
  return namesake === undefined ? 'There is no such role.' : `There is no such role; the one of that name is ${roleArnOf(namesake)}.`
}
