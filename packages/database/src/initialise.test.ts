import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { initialise } from './initialise.ts'

it('says in one line why initdb failed and leaves nothing half made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-initdb-'))
  const initdb = join(folder, 'initdb')
  writeFileSync(initdb, '#!/bin/sh\necho running bootstrap script ...\necho "initdb: error: could not write: No space left on device" >&2\nexit 1\n')
  chmodSync(initdb, 0o755)
  const location = { folder, home: folder, data: join(folder, 'data'), account: undefined }
  await expect(initialise({ location, binaries: { initdb, postgres: '' }, isDurable: false })).rejects.toMatchObject({
    name: 'DatabaseStartError',
    message: 'The database cannot be made: could not write: No space left on device',
  })
  expect(existsSync(join(folder, 'data'))).toBe(false)
  expect(existsSync(join(folder, 'data.new'))).toBe(false)
  rmSync(folder, { recursive: true })
})
