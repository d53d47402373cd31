import type { AwsError } from '@rolecall/models'
import { noSuchEntity } from '../errors.ts'

export const noBoundary = (kind: 'user' | 'role', name: string): AwsError =>
  noSuchEntity(`The ${kind} with name ${name} does not have a permissions boundary.`)
