import type { AwsError } from '@rolecall/models'
import { coded, unsupportedOperation } from '../errors.ts'

export const duplicateKeyPair = (name: string): AwsError => coded('InvalidKeyPair.Duplicate')(`The keypair '${name}' already exists.`)
export const noSuchKeyPair = (name: string): AwsError => coded('InvalidKeyPair.NotFound')(`The key pair '${name}' does not exist`)
export const invalidKeyFormat = (): AwsError => coded('InvalidKey.Format')('Key is not in valid OpenSSH public key format')
export const ppkNotSimulated = (): AwsError => unsupportedOperation('The key format ppk is not simulated by Rolecall.')
