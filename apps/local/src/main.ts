import { setFlagsFromString } from 'node:v8'
import { readConfiguration } from './config.ts'
import { startFailure } from './start-failure.ts'
import { startLocal } from './start-local.ts'

// A laptop runs this beside everything else: collect garbage before the heap has doubled, which costs requests nothing.
setFlagsFromString('--heap-growing-percent=50')

const ready = (edge: string, imds: string): string => `Rolecall is ready at ${edge} (metadata service at ${imds}). In another terminal:

  export AWS_ENDPOINT_URL=${edge} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
  aws sts get-caller-identity

`

try {
  const running = await startLocal(readConfiguration())
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    void running.close().finally(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(ready(running.edge, running.imds))
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`)
  process.exit(1)
}
