const member = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined

const directoryCodes = new Set(['EACCES', 'EROFS', 'EPERM'])
const databaseCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28P01', '28000', '3D000'])

/** An address in use, one that is not this machine's, or a port below 1024 without the right to it. */
const listenFailure = (error: unknown, code: string, message: string): string => {
  if (code !== 'EADDRINUSE') return `Rolecall cannot start: ${message}. Choose another address with ROLECALL_HOST, ROLECALL_PORT and ROLECALL_IMDS_PORT.`
  const address = `${String(member(error, 'address'))}:${String(member(error, 'port'))}`
  return `The address ${address} is in use. Stop what listens there, or choose other ports with ROLECALL_PORT and ROLECALL_IMDS_PORT.`
}

/** One clear line for whatever keeps Rolecall from starting. */
export const startFailure = (error: unknown): string => {
  const code = String(member(error, 'code') ?? '')
  const message = error instanceof Error && error.message !== '' ? error.message : code
  if (member(error, 'syscall') === 'listen') return listenFailure(error, code, message)
  if (directoryCodes.has(code)) return `The data directory cannot be written: ${message}`
  if (databaseCodes.has(code)) return `The database at DATABASE_URL cannot be used: ${message}`
  return `Rolecall cannot start: ${message.split('\n')[0] ?? ''}`
}
