import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const tests = ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts', 'packages/testkit/**/*.ts']

const time = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The time is the clock’s: clock.now().' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'The time is the clock’s: clock.nowMilliseconds().' },
]

const chance = [
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Random values come from packages/ids.' },
  { selector: 'Identifier[name=/^(randomUUID|randomBytes)$/]', message: 'Random values come from packages/ids.' },
]

const environment = [
  { selector: 'MemberExpression[object.name="process"][property.name="env"]', message: 'Only config.ts reads the environment.' },
]

const restricted = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] })

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/generated/']),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: typescript.parser,
      parserOptions: { project: 'tsconfig.check.json', tsconfigRootDir: root },
    },
    plugins: { '@typescript-eslint': typescript.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...restricted(time, chance, environment),
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      complexity: ['error', 10],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  {
    // An operation, or a condition operator: one capitalised file each.
    files: ['apps/*/src/**/[A-Z]*.ts'],
    ignores: tests,
    rules: { 'max-lines': ['error', 120] },
  },
  { files: ['packages/clock/src/*.ts'], rules: restricted(chance, environment) },
  { files: ['packages/ids/src/*.ts'], rules: restricted(time, environment) },
  { files: ['**/config.ts'], rules: restricted(time, chance) },
  {
    // Tests go through many cases in one place and meet the real world: processes, ports, the environment.
    files: tests,
    rules: {
      ...restricted(chance),
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
    },
  },
)
