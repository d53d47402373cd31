import { program } from './program.ts'
import { CliError } from './admin-client.ts'

try {
  await program().parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof CliError || error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
