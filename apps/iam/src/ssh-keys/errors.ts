import { AwsError, error } from '@rolecall/models'
import { noSuchEntity } from '../errors.ts'

export const sshKeyNotFound = (id: string): AwsError => noSuchEntity(`The Public Key with id ${id} cannot be found.`)

export const unknownEncoding = (): AwsError =>
  new AwsError({ ...error('iam', 'UnrecognizedPublicKeyEncoding'), message: 'The public key encoding format is unsupported or unrecognized.' })

export const invalidPublicKey = (): AwsError =>
  new AwsError({ ...error('iam', 'InvalidPublicKey'), message: 'The public key is malformed or otherwise invalid.' })

export const duplicateSshKey = (): AwsError =>
  new AwsError({ ...error('iam', 'DuplicateSSHPublicKey'), message: 'The SSH public key is already associated with the specified IAM user.' })
