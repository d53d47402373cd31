/** For our own tests only: a throwaway schema, a clock to move, seeded ids and SDK clients without sockets. */
export * from './certificates.ts'
export * from './in-process-client.ts'
export * from './instance-fixtures.ts'
export * from './one-time-code.ts'
export * from './saml-provider.ts'
export * from './test-world.ts'
