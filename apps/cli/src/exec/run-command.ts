import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Runs a command with our terminal; resolves to its exit code, 128 + signal number when a signal ended it. */
export const runCommand = (command: string[], environment: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const [file = '', ...parameters] = command
    const child = spawn(file, parameters, { stdio: 'inherit', env: environment })
    // The terminal sends Ctrl-C to the whole group; the command decides when we end.
    const ignore = (): void => undefined
    process.on('SIGINT', ignore)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
