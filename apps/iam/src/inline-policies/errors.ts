import type { AwsError } from '@rolecall/models'
import { limitExceeded, noSuchEntity } from '../errors.ts'
import type { InlineKind } from './inline-policy-operations.ts'

export const inlinePolicyNotFound = (kind: InlineKind, name: string): AwsError =>
  noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`)

export const inlinePoliciesTooLarge = (entity: { kind: InlineKind; name: string }, maximumSize: number): AwsError =>
  limitExceeded(`Maximum policy size of ${maximumSize} bytes exceeded for ${entity.kind} ${entity.name}`)
