import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemRandom } from '@rolecall/ids'
import { giveTo } from './account.ts'
import type { Binaries } from './binaries.ts'
import { cannotRun, passwordIsMissing, programFailed } from './database-start-error.ts'
import type { Location } from './location.ts'
import { programEnvironment } from './program-environment.ts'
import { initialSettings } from './settings.ts'

export const userName = 'rolecall'

interface Initialisation {
  location: Location
  binaries: Binaries
  isDurable: boolean
}

const initdb = ({ location, binaries, isDurable }: Initialisation, draft: string, passwordFile: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const given = [`--username=${userName}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--locale=C', '--encoding=UTF8']
    const durability = isDurable ? [] : ['--no-sync']
    const options = { ...location.account, cwd: location.home, env: programEnvironment }
    execFile(binaries.initdb, ['-D', draft, ...given, ...durability, ...initialSettings], options, (error, output, errors) => {
      if (error === null) resolve()
      else if (typeof error.code === 'number') reject(programFailed('The database cannot be made', output + errors))
      else reject(cannotRun('initdb', error))
    })
  })

/** Makes the cluster under another name first: one that was cut short must not be taken for a whole one. */
const makeCluster = async (initialisation: Initialisation, password: string): Promise<void> => {
  const { data, account } = initialisation.location
  const draft = `${data}.new`
  const passwordFile = `${data}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    giveTo(account, draft)
    giveTo(account, passwordFile)
    await initdb(initialisation, draft, passwordFile)
    renameSync(draft, data)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Makes the database unless there is one, and answers its password. */
export const initialise = async (initialisation: Initialisation): Promise<{ password: string; isNew: boolean }> => {
  const { folder, data } = initialisation.location
  const file = join(folder, 'password')
  if (existsSync(data)) {
    if (!existsSync(file)) throw passwordIsMissing(file)
    return { password: readFileSync(file, 'utf8').trim(), isNew: false }
  }
  const password = systemRandom().bytes(24).toString('base64url')
  rmSync(file, { force: true })
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  await makeCluster(initialisation, password)
  return { password, isNew: true }
}
