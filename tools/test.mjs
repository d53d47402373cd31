// `npm test`: every test, or those whose path matches the parameters. The last line says how many passed and failed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
const result = spawnSync(process.execPath, ['--no-warnings', jest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_NO_WARNINGS: '1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
})
process.exit(result.status ?? 1)
