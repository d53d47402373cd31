import { createServer, failStart } from '@rolecall/pipeline'
import { readEdgeConfiguration } from './config.ts'
import { EdgeModule } from './edge.module.ts'
import { createRemoteEdge } from './remote-edge.ts'

const start = async (): Promise<void> => {
  const configuration = readEdgeConfiguration()
  const { context, close } = await createRemoteEdge(configuration)
  const server = await createServer(EdgeModule.over(context), { controllersBelow: '/_rolecall' })
  await server.listen(configuration.port, configuration.host)
  process.stdout.write(`Rolecall edge listens at ${await server.getUrl()}\n`)
  const stop = async (): Promise<void> => {
    await server.close()
    await close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

await start().catch(failStart)
