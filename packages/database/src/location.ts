import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { type Account, accountOf, canReach, chooseAccount } from './account.ts'

/** Where one database lives and who runs it. */
export interface Location {
  /** What the caller calls the database's folder: the password and the log are in it. */
  folder: string
  /** PostgreSQL's own data folder. */
  data: string
  /** Holds `data` and the owner's lock; the folder itself unless the data had to move. */
  home: string
  account: Account | undefined
}

/** Where root keeps what the server's user cannot reach inside a private folder. */
export const systemFolder = '/var/lib/rolecall'

const noteName = 'moved.txt'
const originName = 'moved-from.txt'

const noteOf = (data: string): string =>
  [
    data,
    'holds the database of this folder, because the user that runs PostgreSQL cannot enter this one.',
    'Whoever removes this folder gets a new database at the next start.',
    '',
  ].join('\n')

const notedData = (folder: string): string | undefined => {
  const note = join(folder, noteName)
  return existsSync(note) ? readFileSync(note, 'utf8').split('\n', 1)[0] : undefined
}

const movedData = (folder: string): string => {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return notedData(folder) ?? join(systemFolder, hash, 'data')
}

/** A private folder of root's, such as /root, keeps the server's user out: its data lives elsewhere. */
export const locate = (givenFolder: string): Location => {
  const folder = realpathSync(givenFolder)
  const inside = join(folder, 'data')
  if (existsSync(inside)) return { folder, data: inside, home: folder, account: accountOf(inside) ?? chooseAccount() }
  const account = chooseAccount()
  if (canReach(account, inside)) return { folder, data: inside, home: folder, account }
  const data = movedData(folder)
  return { folder, data, home: dirname(data), account: (existsSync(data) ? accountOf(data) : undefined) ?? account }
}

export const isMoved = ({ folder, home }: Location): boolean => folder !== home

/** Data that moved away from a folder which is gone: the folder in its place is a new one. */
export const isLeftBehind = (location: Location): boolean => isMoved(location) && notedData(location.folder) === undefined

export const leaveNote = ({ folder, data, home }: Location): void => {
  writeFileSync(join(home, originName), folder)
  writeFileSync(join(folder, noteName), noteOf(data))
}

const isIn = (parent: string, path: string): boolean => !relative(parent, path).startsWith('..')

const originOf = (home: string): string | undefined => {
  const file = join(home, originName)
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/**
 * Homes whose folder was a temporary one and is gone. Of folders elsewhere nobody knows: they may lie on a disk that is
 * not mounted at present.
 */
export const abandonedHomes = (): string[] => {
  if (!existsSync(systemFolder)) return []
  const temporary = realpathSync(tmpdir())
  const homes = readdirSync(systemFolder).map((name) => join(systemFolder, name))
  return homes.filter((home) => {
    const origin = originOf(home)
    return origin !== undefined && isIn(temporary, origin) && !existsSync(join(origin, noteName))
  })
}
