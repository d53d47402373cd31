import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { canReach } from './account.ts'

it('a folder without the right to enter keeps an account out of everything below', () => {
  const base = mkdtempSync(join(tmpdir(), 'rolecall-account-'))
  const stranger = { uid: 65_500, gid: 65_500 }
  const inside = join(base, 'open', 'deeper', 'not-made-yet')
  mkdirSync(join(base, 'open'))
  chmodSync(base, 0o755)
  chmodSync(join(base, 'open'), 0o755)
  expect(canReach(stranger, inside)).toBe(true)
  chmodSync(base, 0o700)
  expect(canReach(stranger, inside)).toBe(false)
  expect(canReach(undefined, inside)).toBe(true)
  chmodSync(base, 0o711)
  expect(canReach(stranger, inside)).toBe(true)
  expect(canReach(stranger, base)).toBe(false)
  rmSync(base, { recursive: true })
})
