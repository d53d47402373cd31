import type { AwsError } from '@rolecall/models'
import { badValue, coded } from '../errors.ts'

export const duplicateKeyPair = (name: string): AwsError => coded('InvalidKeyPair.Duplicate')(`The keypair '${name}' already exists.`)
export const noSuchKeyPair = (name: string): AwsError => coded('InvalidKeyPair.NotFound')(`The key pair '${name}' does not exist`)
export const invalidKeyFormat = (): AwsError => coded('InvalidKey.Format')('Key is not in valid OpenSSH public key format')
export const nameNotAscii = (name: string): AwsError => badValue(name, 'keyName', 'Character sets beyond ASCII are not supported.')
export const nameTooLong = (name: string): AwsError => badValue(name, 'keyName', 'Length exceeds maximum of 255.')
export const nameWithSpacesAround = (name: string): AwsError => badValue(name, 'keyName', 'The name cannot begin or end with a space.')
