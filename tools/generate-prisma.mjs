// Generates the Prisma client of packages/store from prisma/schema.
// The CLI would download a schema engine that `generate` does not need; naming any existing file keeps it from trying.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const store = join(root, 'packages', 'store')
const cli = createRequire(join(store, 'package.json')).resolve('prisma/build/index.js')
const result = spawnSync(process.execPath, [cli, 'generate', '--no-hints', '--schema', join(root, 'prisma', 'schema')], {
  cwd: store,
  encoding: 'utf8',
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
})
if (result.status !== 0) {
  process.stderr.write(result.stdout + result.stderr)
  process.exit(result.status ?? 1)
}
