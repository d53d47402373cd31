import type { AwsError } from '@rolecall/models'
import { entityAlreadyExists } from '../errors.ts'

export const groupAlreadyExists = (name: string): AwsError => entityAlreadyExists(`Group with name ${name} already exists.`)
