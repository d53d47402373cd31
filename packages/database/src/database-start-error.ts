/** Why the database cannot start, in one line that a user can act on. */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError'
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is not a folder',
  EEXIST: 'a file is in its place',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
}

// By shape, for an error may come from another realm, as node's own do under Jest.
const member = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined

export const hasCode = (error: unknown, code: string): boolean => member(error, 'code') === code

/** Whether the operating system refused a file or folder. */
export const isFileError = (error: unknown): boolean =>
  member(error, 'syscall') !== undefined && member(error, 'path') !== undefined

const reasonOf = (error: unknown): string => {
  const text = String(member(error, 'message') ?? error)
  return reasons[String(member(error, 'code'))] ?? text.split('\n', 1)[0] ?? ''
}

export const cannotWrite = (folder: string, error: unknown): DatabaseStartError =>
  new DatabaseStartError(`The database folder ${folder} cannot be written: ${reasonOf(error)}.`, { cause: error })

export const alreadyInUse = (folder: string, processId: number): DatabaseStartError =>
  new DatabaseStartError(`Another Rolecall (process ${processId}) already uses the database folder ${folder}.`)

export const portIsBusy = (port: number, error: unknown): DatabaseStartError =>
  new DatabaseStartError(
    hasCode(error, 'EADDRINUSE')
      ? `The database cannot listen on 127.0.0.1:${port}: the port is in use.`
      : `The database cannot listen on 127.0.0.1:${port}: ${reasonOf(error)}.`,
    { cause: error },
  )

export const noBinaries = (platform: string): DatabaseStartError =>
  new DatabaseStartError(`There is no embedded PostgreSQL for ${platform}: give a PostgreSQL of your own in DATABASE_URL.`)

export const cannotRun = (program: string, error: unknown): DatabaseStartError =>
  new DatabaseStartError(`The embedded PostgreSQL's ${program} cannot be run: ${reasonOf(error)}.`, { cause: error })

export const programFailed = (what: string, output: string): DatabaseStartError =>
  new DatabaseStartError(`${what}: ${lastComplaint(output)}`)

export const noUnprivilegedUser = (): DatabaseStartError =>
  new DatabaseStartError(
    'PostgreSQL refuses to run as root and no user could be found or made for it: run Rolecall as another user, or set DATABASE_URL.',
  )

export const runByAnotherUser = (folder: string, processId: number): DatabaseStartError =>
  new DatabaseStartError(`The database in ${folder} is still run by another user's process ${processId}: stop that process first.`)

export const passwordIsMissing = (file: string): DatabaseStartError =>
  new DatabaseStartError(`The database's password file ${file} is missing: restore it, or remove its folder to begin anew.`)

/** PostgreSQL and initdb say what stopped them in their last line of this severity. */
const lastComplaint = (output: string): string => {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const complaint =
    lines.find((line) => line.includes('could not bind')) ??
    lines.findLast((line) => /\b(?:FATAL|PANIC|error|ERROR):/.test(line)) ??
    lines.at(-1) ??
    'it ended without a word'
  return complaint.replace(/^.*?\b(?:LOG|FATAL|PANIC|ERROR|error):\s*/, '').trim()
}
