import type { AwsError } from '@rolecall/models'
import { accessDenied, noSuchEntity } from '../errors.ts'

export const accessKeyNotFound = (id: string): AwsError => noSuchEntity(`The Access Key with id ${id} cannot be found.`)

/** IAM's words for a key of which it tells nothing; unlike other denials they have no colon after "perform". */
export const accessKeyNotYours = (callerArn: string, id: string): AwsError =>
  accessDenied(`User: ${callerArn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`)
