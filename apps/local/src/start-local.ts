import { join } from 'node:path'
import { EdgeModule, type EdgeContext, notSimulated, rotationHealth, version } from '@rolecall/app-edge'
import { ec2Service } from '@rolecall/app-ec2'
import { iamService } from '@rolecall/app-iam'
import { createImds } from '@rolecall/app-imds'
import { createRotation } from '@rolecall/app-rotation'
import { stsService } from '@rolecall/app-sts'
import { runDueRotations } from '@rolecall/credentials'
import { makeFolder } from '@rolecall/database'
import { createDependencies, createServer, type PipelineDependencies, ServiceHandler } from '@rolecall/pipeline'
import { OwnIssuers } from '@rolecall/oidc'
import { interruptSpotInstances, openDatabase } from '@rolecall/store'
import type { LocalConfiguration } from './config.ts'
import { openPostgres } from './open-postgres.ts'
import { removeEndpoints, writeEndpoints } from './endpoints-file.ts'
import { Closing } from './closing.ts'

export interface Running {
  edge: string
  imds: string
  close(): Promise<void>
}

const servicesOf = (dependencies: PipelineDependencies, configuration: LocalConfiguration): EdgeContext['services'] => ({
  iam: new ServiceHandler(iamService(dependencies), dependencies),
  sts: new ServiceHandler(stsService(dependencies), dependencies),
  ec2: new ServiceHandler(ec2Service({ ...dependencies, stateDelaySeconds: configuration.stateDelaySeconds }), dependencies),
  autoscaling: notSimulated('autoscaling', dependencies),
  cloudformation: notSimulated('cloudformation', dependencies),
})

const health = { iam: 'ok', sts: 'ok', ec2: 'ok', imds: 'ok' }

const edgeContext = (dependencies: PipelineDependencies, configuration: LocalConfiguration, metadataPort: number): EdgeContext => {
  const { store, clock, ids, sealer, requestLog } = dependencies
  const settings = configuration.instanceCredentials
  const { adminToken, accountId, stateDelaySeconds } = configuration
  return {
    store,
    clock,
    ids,
    requestLog,
    issuers: new OwnIssuers(dependencies),
    services: servicesOf(dependencies, configuration),
    configuration: {
      adminToken,
      adminAddresses: [],
      accountId,
      metadataPort,
      stateDelaySeconds,
      leadSeconds: settings.leadSeconds,
      version,
    },
    runDue: async () => {
      await interruptSpotInstances(store, clock.now())
      await runDueRotations({ store, sealer, settings }, clock.now())
    },
    rotateSealingKey: () => sealer.rotate(),
    checkHealth: async () => {
      const rotation = await rotationHealth(store, configuration.sweepSeconds, process.uptime()).catch(() => undefined)
      return rotation === undefined ? { ...health, rotation: 'unknown', database: 'does not answer' } : { ...health, rotation }
    },
  }
}

const startEdge = async (context: EdgeContext, configuration: LocalConfiguration, closing: Closing): Promise<string> => {
  const server = await createServer(EdgeModule.over(context), { controllersBelow: '/_rolecall' })
  closing.add(() => server.close())
  await server.listen(configuration.port, configuration.host)
  const address = server.getHttpServer().address() as { port: number }
  return `http://${configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host}:${address.port}`
}

const startServices = async (configuration: LocalConfiguration, closing: Closing): Promise<Omit<Running, 'close'>> => {
  makeFolder(configuration.dataDirectory)
  const url = await openPostgres(configuration, closing)
  const database = openDatabase({ url, poolSize: 8, isExclusive: configuration.databaseUrl === undefined })
  closing.add(() => database.close())
  const dependencies = await createDependencies(database, configuration)
  closing.add(() => dependencies.requestLog.flush())
  const { store, sealer, ids, clock } = dependencies
  const settings = { ...configuration.instanceCredentials, stateDelaySeconds: configuration.stateDelaySeconds }
  const imds = await createImds({ store, sealer, ids, clock, settings })
  closing.add(() => imds.close())
  const metadataPort = await imds.listen(configuration.imdsPort, configuration.host)
  const edge = await startEdge(edgeContext(dependencies, configuration, metadataPort), configuration, closing)
  const rotation = await createRotation({ store, sealer, clock, settings, queues: { databaseUrl: url, redisUrl: configuration.redisUrl }, sweepSeconds: configuration.sweepSeconds })
  closing.add(() => rotation.close())
  return { edge, imds: `http://127.0.0.1:${metadataPort}` }
}

/** Starts every part; `close` stops them in the reverse order. What was started is stopped again when a part fails. */
export const startLocal = async (configuration: LocalConfiguration): Promise<Running> => {
  const closing = new Closing()
  try {
    const endpoints = await startServices(configuration, closing)
    const file = join(configuration.dataDirectory, 'endpoints.json')
    writeEndpoints(file, endpoints)
    closing.add(() => removeEndpoints(file))
    return { ...endpoints, close: () => closing.close() }
  } catch (error) {
    await closing.close()
    throw error
  }
}
