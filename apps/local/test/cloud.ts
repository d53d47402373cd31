import { EC2, EC2Client } from '@aws-sdk/client-ec2'
import { IAM, IAMClient } from '@aws-sdk/client-iam'
import { STS, STSClient } from '@aws-sdk/client-sts'
import { ec2Service } from '@rolecall/app-ec2'
import { iamService } from '@rolecall/app-iam'
import { stsService } from '@rolecall/app-sts'
import { type AccessCheck, anyCaller, type ApiHandler, type Enforcement, explainEvent, type ServiceDefinition, type StoredEvent } from '@rolecall/pipeline'
import type { OrganizationRecord } from '@rolecall/store'
import { createTestWorld, type TestCredentials, type TestWorld } from '@rolecall/testkit'
import { exampleCommand, type ExampleService } from './example-calls.ts'

/** One check that a request was decided by, as the request log has it. */
interface LoggedCheck {
  action: string
  resource: string
  decision: string
}

/** Who makes an example call, and what it names in place of things that do not exist. */
type ExampleCaller = TestCredentials & { stand?: ReadonlyMap<string, string>; input?: object | undefined }

/** IAM, STS and EC2 in process over one world. */
export interface Cloud {
  world: TestWorld
  root: IAM
  handlers: Record<ExampleService, ApiHandler>
  /** A client of a service whose requests go to this handler and nowhere else. */
  clientOf(service: ExampleService, requestHandler: object): Sending
  iam(as?: TestCredentials, region?: string): IAM
  ec2(as: TestCredentials, region?: string): EC2
  sts(as: TestCredentials, region?: string): STS
  /** Every operation that is answered, service by service. */
  operations: readonly (readonly [ExampleService, string])[]
  /** The error code of the example call; undefined when it was answered. */
  call(service: ExampleService, name: string, as: ExampleCaller): Promise<{ code: string | undefined; message: string }>
  /** The checks that the newest request declared, whatever they were decided. */
  declared(): readonly AccessCheck[]
  /** What the newest request was decided by, as the request log has it. */
  lastChecks(): Promise<LoggedCheck[]>
  /** The newest request as `GET /_rolecall/events/{requestId}` explains it. */
  lastEvent(): ReturnType<typeof explainEvent>
  /** Puts an account into the organization `o-exampleorg1`. */
  join(account: string, organization?: Partial<OrganizationRecord>): Promise<void>
  /** A new user with a key and at most one policy. */
  user(name: string, policy?: string): Promise<TestCredentials>
  close(): Promise<void>
}

const clients = { iam: IAMClient, sts: STSClient, ec2: EC2Client }

export interface Sending {
  send(command: unknown): Promise<unknown>
}

/** The service, telling of the checks that its operations declare. */
const noting = <Context>(definition: ServiceDefinition<Context>, note: (checks: readonly AccessCheck[]) => void): ServiceDefinition<Context> => ({
  ...definition,
  operations: definition.operations.map((operation) => ({
    ...operation,
    async access(input, request) {
      const checks = await operation.access(input, request)
      if (checks !== anyCaller) note(checks)
      return checks
    },
  })),
})

export const createCloud = async (name: string, enforcement: Enforcement = 'enforce'): Promise<Cloud> => {
  const world = await createTestWorld({ name, enforcement })
  const { dependencies } = world
  let declared: readonly AccessCheck[] = []
  const note = (checks: readonly AccessCheck[]): void => {
    declared = checks
  }
  const definitions = {
    iam: noting(iamService(dependencies), note),
    sts: noting(stsService(dependencies), note),
    ec2: noting(ec2Service({ ...dependencies, stateDelaySeconds: 0 }), note),
  }
  const handlers: Record<ExampleService, ApiHandler> = {
    iam: world.handler(definitions.iam),
    sts: world.handler(definitions.sts),
    ec2: world.handler(definitions.ec2),
  }
  const root = new IAM(world.client(handlers.iam) as never)
  const names = (service: ExampleService): string[] => definitions[service].operations.map((operation) => operation.handle.name).sort()
  const services: ExampleService[] = ['iam', 'sts', 'ec2']
  return {
    world,
    root,
    handlers,
    clientOf: (service, requestHandler) => new clients[service]({ ...world.client(handlers[service]), requestHandler } as never) as unknown as Sending,
    iam: (as, region = 'us-east-1') => new IAM({ ...world.client(handlers.iam, as), region } as never),
    ec2: (as, region = 'us-east-1') => new EC2({ ...world.client(handlers.ec2, as), region } as never),
    sts: (as, region = 'us-east-1') => new STS({ ...world.client(handlers.sts, as), region } as never),
    operations: services.flatMap((service) => names(service).map((operation) => [service, operation] as const)),
    async call(service, operation, as) {
      declared = []
      const client = new clients[service](world.client(handlers[service], as) as never) as unknown as Sending
      try {
        await client.send(exampleCommand({ service, name: operation, accessKeyId: as.accessKeyId, stand: as.stand, input: as.input }))
        return { code: undefined, message: '' }
      } catch (error) {
        return { code: (error as Error).name, message: (error as Error).message }
      }
    },
    declared: () => declared,
    async lastChecks() {
      await dependencies.requestLog.flush()
      const [record] = await world.store.requestEvents.list({ limit: 1 })
      return (record?.event as { checks: LoggedCheck[] }).checks
    },
    async lastEvent() {
      await dependencies.requestLog.flush()
      const [record] = await world.store.requestEvents.list({ limit: 1 })
      const findEvent = async (requestId: string) => (await world.store.requestEvents.list({ requestId }))[0]?.event as StoredEvent
      return explainEvent(record?.event as StoredEvent, { findEvent, principals: world.store.trustedPrincipals })
    },
    join: (account, organization = {}) =>
      world.store.transaction(async ({ accounts }) => {
        const key = { partition: 'aws', account }
        const policies = { serviceControlPolicies: [], resourceControlPolicies: [] }
        await accounts.ensure(key, world.clock.now())
        await accounts.setOrganization(key, { organizationId: 'o-exampleorg1', isManagementAccount: false, ...policies, ...organization })
      }),
    async user(userName, policy) {
      await root.createUser({ UserName: userName })
      if (policy !== undefined) await root.putUserPolicy({ UserName: userName, PolicyName: 'own', PolicyDocument: policy })
      const { AccessKey } = await root.createAccessKey({ UserName: userName })
      return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
    },
    close: () => world.close(),
  }
}
