import type { AwsError } from '@rolecall/models'
import { entityAlreadyExists, limitExceeded, noSuchEntity } from '../errors.ts'

export const profileAlreadyExists = (name: string): AwsError => entityAlreadyExists(`Instance Profile ${name} already exists.`)

/** AWS's name for the number of roles in a profile, which is fixed at one. */
export const profileHasRole = (): AwsError => limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1')

export const roleNotInProfile = (role: string, profile: string): AwsError =>
  noSuchEntity(`Role ${role} in Instance Profile ${profile} cannot be found.`)
