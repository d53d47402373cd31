import 'reflect-metadata'
import { type DynamicModule, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Clock } from '@rolecall/clock'
import { IdentitySigner, type RotationSettings, type Sealer } from '@rolecall/credentials'
import type { Ids } from '@rolecall/ids'
import { MetadataReader, type Store } from '@rolecall/store'
import { isLoopback } from './http/addresses.ts'
import { createMetadataServer } from './http/metadata-server.ts'
import { IdentitySource } from './instances/identity-source.ts'
import { InstanceCache } from './instances/instance-cache.ts'
import { ProfileSource } from './instances/profile-source.ts'
import { SnapshotSource } from './instances/snapshot-source.ts'
import { MetadataService } from './metadata-service.ts'
import { TokenService } from './tokens/token-service.ts'

export interface ImdsDependencies {
  store: Store
  sealer: Sealer
  ids: Ids
  clock: Clock
  settings: RotationSettings & { stateDelaySeconds: number }
}

export interface Imds {
  /** Listens until `close`; port 0 picks a free one. Answers the port. */
  listen(port: number, host: string): Promise<number>
  close(): Promise<void>
}

/** The metadata service as a Nest module. */
@Module({})
export class ImdsModule {
  static over(service: MetadataService): DynamicModule {
    return { module: ImdsModule, providers: [{ provide: MetadataService, useValue: service }], exports: [MetadataService] }
  }
}

const createService = ({ store, sealer, ids, clock, settings }: ImdsDependencies): MetadataService =>
  new MetadataService({
    instances: new InstanceCache(store),
    snapshots: new SnapshotSource({
      profiles: new ProfileSource({ store, sealer, settings }),
      identities: new IdentitySource({ sealer, settings }),
      signer: new IdentitySigner({ store, ids, clock }),
    }),
    tokens: new TokenService(sealer, ids),
    clock,
    stateDelaySeconds: settings.stateDelaySeconds,
  })

/**
 * Every instance owns an address of 127.0.0.0/8, and a socket bound to 127.0.0.1 takes no calls to the others. So for a
 * loopback host the service listens on all addresses and resets connections that come in by any that is not loopback.
 */
const binding = (host: string): { address: string; isLoopbackOnly: boolean } =>
  host === 'localhost' || isLoopback(host) ? { address: '0.0.0.0', isLoopbackOnly: true } : { address: host, isLoopbackOnly: false }

/** The metadata service over a store, ready to listen. */
export const createImds = async (dependencies: ImdsDependencies): Promise<Imds> => {
  const { store, clock } = dependencies
  const service = createService(dependencies)
  let isLoopbackOnly = true
  const server = createMetadataServer({
    reader: new MetadataReader(store.connection, clock),
    service,
    clock,
    isOpenAt: (localAddress) => !isLoopbackOnly || isLoopback(localAddress),
  })
  // Fastify would answer broken requests beside our server, which does so itself.
  const adapter = new FastifyAdapter({ serverFactory: () => server, forceCloseConnections: true, clientErrorHandler: () => undefined })
  const application = await NestFactory.create<NestFastifyApplication>(ImdsModule.over(service), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  })
  return {
    async listen(port, host) {
      const bound = binding(host)
      isLoopbackOnly = bound.isLoopbackOnly
      await application.listen(port, bound.address)
      const address = server.address()
      return typeof address === 'object' && address !== null ? address.port : port
    },
    close: () => application.close(),
  }
}
