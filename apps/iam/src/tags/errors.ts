import type { AwsError } from '@rolecall/models'
import { invalidInput, limitExceeded } from '../errors.ts'

export const duplicateTagKeys = (): AwsError => invalidInput('Duplicate tag keys found.')

export const duplicateTagKeysIgnoringCase = (): AwsError =>
  invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.')

export const reservedTagKey = (): AwsError => invalidInput('Tag keys beginning with aws: are reserved for system use.')

export const tooManyTags = (): AwsError => limitExceeded('The number of tags has reached the maximum limit.')
