import { isoSeconds } from '@rolecall/clock'
import type { CredentialFailure, DeliveredCredentials, MetadataProfile } from '@rolecall/store'
import { credentialsDocument } from './credentials-document.ts'
import { jsonDocument } from './json-document.ts'
import type { ProfileDocuments } from './snapshot.ts'

const guide =
  'Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.'

const errorDocument = (code: string, message: string, at: Date): string =>
  jsonDocument([
    ['Code', code],
    ['Message', `${message}  ${guide}`],
    ['LastUpdated', isoSeconds(at)],
  ])

/** What `iam/info` says of a failure; undefined when the failure shows among the credentials only. */
const infoFailure = (code: CredentialFailure | null, profileId: string): { code: string; message: string } | undefined => {
  if (code === 'InstanceProfileWithoutRole') return { code: 'Success', message: 'Instance Profile does not contain a role.' }
  if (code === 'InstanceProfileNotFound') return { code, message: `Instance Profile with Id ${profileId} cannot be found.` }
  return undefined
}

const infoDocument = (profile: MetadataProfile, credentials: DeliveredCredentials, at: Date): string => {
  const failure = infoFailure(credentials.failureCode, profile.profileId)
  if (failure) return errorDocument(failure.code, failure.message, at)
  return jsonDocument([
    ['Code', 'Success'],
    ['LastUpdated', isoSeconds(at)],
    ['InstanceProfileArn', profile.profileArn],
    ['InstanceProfileId', profile.profileId],
  ])
}


/**
 * The documents under `iam/`. Undefined when there are to be none: the profile never had a role.
 * A set that is still good stays published while its renewal fails.
 */
export const profileDocuments = (
  profile: MetadataProfile,
  secretAccessKey: string | undefined,
  now: Date,
): ProfileDocuments | undefined => {
  const { credentials } = profile
  if (credentials === undefined || credentials.roleName === null) return undefined
  const { failureCode, roleName, expiresAt } = credentials
  const isGood = secretAccessKey !== undefined && expiresAt !== null && expiresAt > now
  const changedAt = credentials.failedAt ?? credentials.issuedAt ?? now
  const info = infoDocument(profile, credentials, changedAt)
  if (infoFailure(failureCode, profile.profileId)) return { info, roleName: undefined, credentials: undefined, changedAt }
  const document = isGood
    ? credentialsDocument({ ...credentials, secretAccessKey })
    : errorDocument('AssumeRoleUnauthorizedAccess', `EC2 cannot assume the role ${roleName}.`, changedAt)
  return { info, roleName, credentials: document, changedAt }
}
