// Holds the tests' Postgres in a process of its own until standard input ends, so that not even a killed Jest leaves it behind.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../packages/database/dist/index.js'

const directory = mkdtempSync(join(tmpdir(), 'rolecall-tests-'))
// Root hands the server to a user without privileges, who must be able to enter.
chmodSync(directory, 0o711)
process.once('exit', () => rmSync(directory, { recursive: true, force: true }))

const database = await startEmbeddedPostgres({ directory, isDurable: false })
process.stdout.write(`${database.url}\n`)
process.stdin.resume()
process.stdin.once('end', () => void database.stop().finally(() => process.exit(0)))
