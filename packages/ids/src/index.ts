/** Identifiers, secrets and ARNs of AWS. Pure: it knows no store, no time and no service behaviour. */
export * from './arn.ts'
export * from './ids.ts'
export * from './loopback-address.ts'
export * from './random.ts'
