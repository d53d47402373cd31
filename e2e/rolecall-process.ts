import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export interface RolecallProcess {
  edge: string
  imds: string
  dataDirectory: string
  processId: number
  /** What the process printed so far. */
  output(): string
  /** Ends it as Ctrl-C does; answers the exit code and how long it took. */
  stop(): Promise<{ code: number | null; milliseconds: number }>
  /** Ends it as a crash does. */
  kill(): Promise<void>
}

export interface StartOptions {
  dataDirectory?: string
  environment?: Record<string, string>
}

const exited = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

/** The environment of a user who has set nothing of ours or of AWS's. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS_|ROLECALL_|DATABASE_URL|REDIS_URL|NODE_OPTIONS)/.test(name)))

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'rolecall-e2e-'))

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

const spawnRolecall = ({ dataDirectory, environment }: StartOptions): { child: ChildProcess; output: () => string } => {
  const child = spawn(process.execPath, [join(root, 'apps/local/dist/main.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...cleanEnvironment(),
      ROLECALL_PORT: '0',
      ROLECALL_IMDS_PORT: '0',
      ...(dataDirectory === undefined ? {} : { ROLECALL_DATA_DIR: dataDirectory }),
      ...environment,
    },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, output: () => text }
}

/** Starts the built Rolecall as `npm start` does, on free ports, and waits until it is ready. */
export const startRolecall = async (options: StartOptions = {}): Promise<RolecallProcess> => {
  const dataDirectory = options.dataDirectory ?? join(newFolder(), 'data')
  const { child, output } = spawnRolecall({ ...options, dataDirectory })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (output().includes('Rolecall is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`Rolecall ended with code ${code}: ${output()}`)))
  })
  const endpoints = JSON.parse(readFileSync(join(dataDirectory, 'endpoints.json'), 'utf8')) as { edge: string; imds: string; pid: number }
  return {
    ...endpoints,
    dataDirectory,
    processId: endpoints.pid,
    output,
    async stop() {
      const started = performance.now()
      child.kill('SIGINT')
      const code = await exited(child)
      return { code, milliseconds: performance.now() - started }
    },
    async kill() {
      child.kill('SIGKILL')
      await exited(child)
    },
  }
}

/** Runs a start that is expected to fail; answers its exit code and what it printed. */
export const failToStart = async (options: StartOptions): Promise<{ code: number | null; output: string }> => {
  const { child, output } = spawnRolecall(options)
  const code = await exited(child)
  return { code, output: output() }
}

export interface CommandResult {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs a command to its end. */
export const run = (command: string, parameters: string[], environment: NodeJS.ProcessEnv, folder = root): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = spawn(command, parameters, { env: environment, cwd: folder })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('close', (status) => resolve({ status, stdout, stderr }))
    child.on('error', (error) => resolve({ status: null, stdout, stderr: error.message }))
  })

/** Whether a program runs here at all. */
export const isInstalled = (command: string, ...parameters: string[]): boolean =>
  spawnSync(command, parameters, { stdio: 'ignore' }).status === 0

/** The environment in which any AWS client talks to this Rolecall as the default account's root. */
export const rootEnvironment = (edge: string): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(),
  AWS_ENDPOINT_URL: edge,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_REGION: 'us-east-1',
  AWS_PAGER: '',
})
