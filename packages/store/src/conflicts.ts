const transientCodes = new Set(['P2002', 'P2034', '40001', '40P01', '23505'])

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined)

const causesOf = (error: unknown): unknown[] => {
  if (typeof error !== 'object' || error === null) return []
  const meta = 'meta' in error ? error.meta : undefined
  const nested = typeof meta === 'object' && meta !== null ? Object.values(meta) : []
  return ['cause' in error ? error.cause : undefined, ...nested]
}

/** Whether a transaction failed only because another one was there first; the same work may succeed when done again. */
export const isTransientConflict = (error: unknown): boolean => {
  if (transientCodes.has(String(codeOf(error)))) return true
  return causesOf(error).some((cause) => cause !== undefined && (transientCodes.has(String(codeOf(cause))) || hasConflictKind(cause)))
}

const hasConflictKind = (cause: unknown): boolean => {
  if (typeof cause !== 'object' || cause === null) return false
  if ('originalCode' in cause && transientCodes.has(String(cause.originalCode))) return true
  return causesOf(cause).some((inner) => inner !== undefined && hasConflictKind(inner))
}
