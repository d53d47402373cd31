// `npm run bench`: see bench/README.md.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
// Benchmarks of their own; any other words pick scenarios of the main one.
const own = ['imds', 'rotation', 'soak']
const [name, ...rest] = process.argv.slice(2)
const [script, parameters] = own.includes(name) ? [`${name}.mjs`, rest] : ['main.mjs', process.argv.slice(2)]
const result = spawnSync(process.execPath, ['--no-warnings', join(root, 'bench', script), ...parameters], { cwd: root, stdio: 'inherit' })
process.exit(result.status ?? 1)
