import { parseArn, rootArn } from '@rolecall/ids'
import { notATarget, notATaskPolicy } from './errors.ts'

/** The managed policies that a root session can be limited to. */
const taskPolicies: ReadonlySet<string> = new Set(
  ['IAMAuditRootUserCredentials', 'IAMCreateRootUserPassword', 'IAMDeleteRootUserCredentials', 'S3UnlockBucketPolicy', 'SQSUnlockQueuePolicy'].map(
    (name) => `policy/root-task/${name}`,
  ),
)

interface RootTask {
  /** The member account as whose root the task is done. */
  account: string
  root: string
  policyArn: string
}

interface TaskInput {
  TargetPrincipal?: string | undefined
  TaskPolicyArn?: { arn?: string | undefined } | undefined
}

const targetAccount = (target: string, partition: string): string => {
  if (/^\d{12}$/.test(target)) return target
  const account = parseArn(target)?.account ?? ''
  if (!/^\d{12}$/.test(account) || target !== rootArn(partition, account)) throw notATarget(target)
  return account
}

const isTaskPolicy = (arn: string, partition: string): boolean => {
  const parsed = parseArn(arn)
  return parsed?.partition === partition && parsed.service === 'iam' && parsed.account === 'aws' && taskPolicies.has(parsed.resource)
}

/** What the request wants done; refuses targets and policies that cannot be. */
export const rootTask = ({ TargetPrincipal: target = '', TaskPolicyArn: policy }: TaskInput, partition: string): RootTask => {
  const account = targetAccount(target, partition)
  const policyArn = policy?.arn ?? ''
  if (!isTaskPolicy(policyArn, partition)) throw notATaskPolicy(policyArn)
  return { account, root: rootArn(partition, account), policyArn }
}
