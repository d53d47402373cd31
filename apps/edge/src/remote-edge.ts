import { runDueRotations } from '@rolecall/credentials'
import type { Service } from '@rolecall/models'
import { type ApiHandler, ConfigurationError, createDependencies, type PipelineDependencies } from '@rolecall/pipeline'
import { OwnIssuers } from '@rolecall/oidc'
import { interruptSpotInstances, openDatabase, type Store } from '@rolecall/store'
import type { EdgeProcessConfiguration } from './config.ts'
import type { EdgeContext } from './context.ts'
import { rotationHealth } from './admin/rotation-health.ts'
import { notSimulated } from './not-simulated.ts'
import { remoteService } from './routing/remote-service.ts'
import { version } from './version.ts'

const healthTimeoutMilliseconds = 2000

const checkUrl = async (url: string): Promise<string> => {
  try {
    // Any answer shows that the service listens; it says nothing useful to a request without an operation.
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(healthTimeoutMilliseconds) })
    return 'ok'
  } catch {
    return 'does not answer'
  }
}

const checkRotation = (store: Store, sweepSeconds: number): Promise<string> =>
  rotationHealth(store, sweepSeconds, process.uptime()).catch(() => 'unknown: the database does not answer')

const checkAll = async (urls: ReadonlyMap<string, string>, rotation: Promise<string>): Promise<Record<string, string>> => {
  const states = await Promise.all([...urls].map(async ([name, url]): Promise<[string, string]> => [name, await checkUrl(url)]))
  return { ...Object.fromEntries(states), rotation: await rotation }
}

const servicesOf = (configuration: EdgeProcessConfiguration, dependencies: PipelineDependencies): Readonly<Record<Service, ApiHandler>> => {
  const remote = (service: Service): ApiHandler => {
    const url = configuration.serviceUrls.get(service)
    return url === undefined ? notSimulated(service, dependencies) : remoteService({ url, edgeToken: configuration.edgeToken })
  }
  return {
    iam: remote('iam'),
    sts: remote('sts'),
    ec2: remote('ec2'),
    autoscaling: remote('autoscaling'),
    cloudformation: remote('cloudformation'),
  }
}

export interface RemoteEdge {
  context: EdgeContext
  close(): Promise<void>
}

/** An edge in a process of its own, with the services behind their URLs. */
export const createRemoteEdge = async (configuration: EdgeProcessConfiguration): Promise<RemoteEdge> => {
  if (configuration.databaseUrl === undefined) throw new ConfigurationError('DATABASE_URL is not set; a service of its own needs a Postgres.')
  const database = openDatabase({ url: configuration.databaseUrl, poolSize: 4 })
  const dependencies = await createDependencies(database, configuration)
  const { store, clock, ids, sealer, requestLog } = dependencies
  const urls = new Map([...configuration.serviceUrls, ...(configuration.imdsUrl === undefined ? [] : [['imds', configuration.imdsUrl] as const])])
  const settings = configuration.instanceCredentials
  const context: EdgeContext = {
    store,
    clock,
    ids,
    requestLog,
    issuers: new OwnIssuers(dependencies),
    services: servicesOf(configuration, dependencies),
    configuration: {
      adminToken: configuration.adminToken,
      adminAddresses: configuration.adminAddresses,
      accountId: configuration.accountId,
      metadataPort: configuration.metadataPort,
      stateDelaySeconds: configuration.stateDelaySeconds,
      leadSeconds: settings.leadSeconds,
      version,
    },
    runDue: async () => {
      await interruptSpotInstances(store, clock.now())
      await runDueRotations({ store, sealer, settings }, clock.now())
    },
    rotateSealingKey: () => sealer.rotate(),
    checkHealth: () => checkAll(urls, checkRotation(store, configuration.sweepSeconds)),
  }
  return { context, close: () => database.close() }
}
