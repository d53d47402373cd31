import type { Service } from '../service.ts'

// The SDK's schemas do not carry the model's `noAuth` trait.
const unsigned: ReadonlySet<string> = new Set(['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'])

export const isUnsignedOperation = (service: Service, name: string): boolean => unsigned.has(`${service}:${name}`)
