// Loads test files as Node itself loads modules, instead of in a sandbox for each: a worker reads the SDK, Nest and our own
// sources once for all its files. Nothing of ours keeps state in a module, and no test replaces one, so files need no sandbox.
const { register } = require('node:module')
const { pathToFileURL } = require('node:url')
const { default: Runtime } = require('jest-runtime')

register('./typescript-hooks.js', pathToFileURL(__filename))
process.setSourceMapsEnabled(true)

// Jest's own modules stay in a sandbox for each file, where these are ours: `expect` compares and copies what tests give it.
const builtins = { Array, BigInt, Boolean, Date, Error, Function, Map, Number, Object, Promise, RegExp, Set, String, Symbol, TypeError }

// A worker that has nothing left to do ends at once: Node would take longer to tear it down than Jest waits for it.
if (process.send !== undefined) process.once('exit', () => process.kill(process.pid, 'SIGKILL'))

let loads = 0

module.exports = class NativeRuntime extends Runtime {
  constructor(config, environment, ...others) {
    super(config, environment, ...others)
    Object.assign(environment.global, builtins)
  }

  /** What `@jest/globals` gives to the file that runs now. Node knows the source maps; Jest's hook for stacks knows none. */
  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals)
    globalThis[Symbol.for('rolecall.jest-globals')] = globals
    delete Error.prepareStackTrace
  }

  unstable_shouldLoadAsEsm(path) {
    return path.endsWith('.ts') || super.unstable_shouldLoadAsEsm(path)
  }

  /** The file itself is evaluated anew each time, for watch mode; what it imports is not. */
  unstable_importModule(path) {
    return import(`${pathToFileURL(path).href}?load=${++loads}`)
  }
}
