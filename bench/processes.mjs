// Starts the programs that a benchmark measures, each in a process of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// The flags of `npm start`: a small young generation keeps memory low and costs nothing measurable.
const startFlags = ['--max-semi-space-size=8']

const here = dirname(fileURLToPath(import.meta.url))
export const root = dirname(here)

const waitForLine = (child, pattern) =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const match = pattern.exec(text)
      if (match) resolve(match)
    })
    child.on('exit', (code) => reject(new Error(`${child.spawnargs.join(' ')} ended with code ${code}: ${text}`)))
  })

const stopped = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    child.once('exit', resolve)
  })

/** A bare Fastify; `stop` ends it. */
export const startHello = async (closes) => {
  const child = spawn(process.execPath, [join(here, 'hello-server.mjs'), closes ? 'close' : 'keep'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [, port] = await waitForLine(child, /listening (\d+)/)
  return {
    port: Number(port),
    stop: async () => {
      child.kill('SIGKILL')
      await stopped(child)
    },
  }
}

/** A folder for the data of `startRolecall`, which removes it. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'rolecall-bench-'))

/** A Rolecall of its own in a throwaway folder, as `npm start` runs it. */
export const startRolecall = async (environment = {}, folder = newFolder()) => {
  const dataDirectory = join(folder, 'data')
  const child = spawn(process.execPath, [...startFlags, join(root, 'apps/local/dist/main.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ROLECALL_PORT: '0', ROLECALL_IMDS_PORT: '0', ROLECALL_DATA_DIR: dataDirectory, ...environment },
  })
  const started = performance.now()
  await waitForLine(child, /Rolecall is ready/)
  const endpoints = JSON.parse(readFileSync(join(dataDirectory, 'endpoints.json'), 'utf8'))
  return {
    ...endpoints,
    startMilliseconds: performance.now() - started,
    processId: child.pid,
    stop: async ({ keepsData = false } = {}) => {
      child.kill('SIGTERM')
      await stopped(child)
      if (!keepsData) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** moto's server where python3 has it; undefined elsewhere. */
export const startMoto = async () => {
  const port = 5600
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  let isThere = true
  child.on('error', () => {
    isThere = false
  })
  for (let attempt = 0; attempt < 60 && isThere && child.exitCode === null; attempt += 1) {
    await delay(250)
    const answer = await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined)
    if (answer) {
      return {
        port,
        stop: async () => {
          child.kill('SIGKILL')
          await stopped(child)
        },
      }
    }
  }
  child.kill('SIGKILL')
  return undefined
}

const ofProcess = (pid, file) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Resident memory of a process and all that it started, in MB; pages shared between processes count once (Pss), so that
 * Postgres's shared buffers are not counted for each of its processes. Linux only.
 */
export const memoryMegabytes = (pid, tree = processTree()) => {
  const own = Number(/^Pss:\s+(\d+)/m.exec(ofProcess(pid, 'smaps_rollup'))?.[1] ?? 0) / 1024
  return (tree.get(pid) ?? []).reduce((sum, child) => sum + memoryMegabytes(child, tree), own)
}

const threadNanoseconds = (pid, thread) => Number(ofProcess(pid, `task/${thread}/schedstat`).split(' ')[0])

/** Processor time of a process so far, all its living threads, without the processes that it started. Linux only. */
export const processorMilliseconds = (pid) =>
  readdirNumbers(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadNanoseconds(pid, thread), 0) / 1e6

const processTree = () => {
  const children = new Map()
  for (const name of readdirNumbers('/proc')) {
    const stat = ofProcess(name, 'stat')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), name])
  }
  return children
}

const readdirNumbers = (folder) => {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name)).map(Number)
  } catch {
    return []
  }
}
