// `npm run check`: what the machine checks, one line a step.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

setUp()

const bin = (name) => join(root, 'node_modules', '.bin', name)
const lint = (name) => join(root, 'tools', 'lint', 'node_modules', '.bin', name)
const node = (...parameters) => [process.execPath, parameters]

const steps = [
  ['types', bin('tsc'), ['-p', 'tsconfig.check.json']],
  ['generated models', ...node('packages/models/generate.mjs', '--check')],
  ['api coverage', ...node('tools/api-coverage.mjs', '--check')],
  ['lint', lint('eslint'), ['--config', 'tools/lint/eslint.config.js', '--max-warnings', '0', 'apps', 'packages', 'e2e', 'tools']],
  ['dependency rules', lint('depcruise'), ['--config', 'tools/lint/dependency-rules.cjs', 'apps', 'packages']],
  ['unused code', bin('knip'), ['--no-progress']],
  ['unused code in production', bin('knip'), ['--no-progress', '--production']],
  ['tidiness', ...node('node_modules/jest/bin/jest.js', 'tools/tidy')],
]

let hasFailed = false
for (const [name, command, parameters] of steps) {
  const started = performance.now()
  const result = spawnSync(command, parameters, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, NODE_NO_WARNINGS: '1' } })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const isGood = result.status === 0
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`)
  if (!isGood) process.stdout.write(`${result.stdout}${result.stderr}`.slice(0, 20_000))
  hasFailed ||= !isGood
}
process.exit(hasFailed ? 1 : 0)
