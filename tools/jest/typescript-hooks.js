// Module hooks of the test workers: TypeScript from the sources (the export condition `rolecall-source` leads to them), with
// the types stripped by swc. What was stripped is kept beside the build's stamps, by the hash of the source.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const cache = join(root, 'node_modules', '.cache', 'rolecall', 'tests')
const globals = new URL('./globals.js', import.meta.url)
const require = createRequire(import.meta.url)

const options = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
}
const version = JSON.stringify([options, require('@swc/core/package.json').version])

const readOrUndefined = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Two workers may write the same file: each writes its own and moves it into place. */
const keep = (path, text) => {
  mkdirSync(cache, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

const strip = (filename) => {
  const source = readFileSync(filename, 'utf8')
  const path = join(cache, `${createHash('sha256').update(version).update(filename).update(source).digest('hex')}.js`)
  const known = readOrUndefined(path)
  if (known !== undefined) return known
  const { code } = require('@swc/core').transformSync(source, { ...options, filename })
  keep(path, code)
  return code
}

export const resolve = (specifier, context, next) => {
  if (specifier === '@jest/globals') return { url: globals.href + new URL(context.parentURL).search, shortCircuit: true }
  return next(specifier, { ...context, conditions: ['rolecall-source', ...context.conditions] })
}

export const load = (url, context, next) => {
  const { protocol, pathname } = new URL(url)
  if (protocol !== 'file:' || !pathname.endsWith('.ts')) return next(url, context)
  return { format: 'module', source: strip(fileURLToPath(url)), shortCircuit: true }
}
