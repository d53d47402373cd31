// `npm run bench`: see bench/README.md.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const main = join(root, 'bench', 'main.mjs')
const result = spawnSync(process.execPath, ['--no-warnings', main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exit(result.status ?? 1)
