import { createRequire } from 'node:module'
import { isUnsignedOperation } from './corrections/unsigned-operations.ts'
import { limitsOf } from './limits.ts'
import { type SchemaArray, SchemaReader, type SchemaReference } from './read-schema.ts'
import { type ErrorModel, type OperationModel, type Service, type ServiceFacts, serviceFacts, type ServiceModel } from './service.ts'
import type { StructureShape } from './shapes.ts'

const operationKind = 9
const errorKind = -3

const noMembers: StructureShape = { kind: 'structure', name: 'NoInput', members: [] }

// The clients are CommonJS bundles; requiring one only when its service is first used saves its time and memory.
const loadClient = createRequire(import.meta.url)

const operationModel = (service: Service, schema: SchemaArray, reader: SchemaReader): OperationModel => {
  const name = String(schema[2])
  return {
    service,
    name,
    isUnsigned: isUnsignedOperation(service, name),
    get input() {
      return reader.structure(schema[4] as SchemaReference) ?? noMembers
    },
    get output() {
      return reader.structure(schema[5] as SchemaReference)
    },
    get hasDryRun() {
      return this.input.members.some((member) => member.name === 'DryRun')
    },
  }
}

const errorModel = (schema: SchemaArray): ErrorModel | undefined => {
  const { awsQueryError } = schema[3] as { awsQueryError?: readonly [string, number] }
  const { error, httpError } = schema[3] as { error?: string; httpError?: number }
  if (awsQueryError !== undefined) return { code: awsQueryError[0], status: awsQueryError[1] }
  if (error === undefined) return undefined
  return { code: String(schema[2]), status: httpError ?? (error === 'server' ? 500 : 400) }
}

const readErrors = (schemas: readonly SchemaArray[]): ReadonlyMap<string, ErrorModel> => {
  const errors = new Map<string, ErrorModel>()
  for (const schema of schemas) {
    const model = schema[0] === errorKind && schema[3] !== 0 ? errorModel(schema) : undefined
    if (model !== undefined) errors.set(model.code, model)
  }
  return errors
}

// EC2 still takes the versions that it ever published; the answer is that of the newest.
const versionTest = (facts: ServiceFacts): ((version: string | undefined) => boolean) =>
  facts.protocol === 'ec2'
    ? (version) => version !== undefined && /^20\d\d-[01]\d-[0-3]\d$/.test(version) && version <= facts.apiVersion
    : (version) => version === facts.apiVersion

const readService = (service: Service): ServiceModel => {
  const facts = serviceFacts[service]
  const client = loadClient(facts.client) as Readonly<Record<string, unknown>>
  const schemas = Object.values(client).filter((value): value is SchemaArray => Array.isArray(value))
  const reader = new SchemaReader(limitsOf(service, client), facts.protocol === 'ec2')
  const operations = schemas.filter((schema) => schema[0] === operationKind).map((schema) => operationModel(service, schema, reader))
  return {
    service,
    apiVersion: facts.apiVersion,
    protocol: facts.protocol,
    xmlNamespace: facts.xmlNamespace,
    operations: new Map(operations.map((operation) => [operation.name, operation])),
    errors: readErrors(schemas),
    accepts: versionTest(facts),
  }
}

const models = new Map<Service, ServiceModel>()

/** The model of a service; its SDK client is loaded on the first call. */
export const getService = (service: Service): ServiceModel => {
  let model = models.get(service)
  if (model === undefined) {
    model = readService(service)
    models.set(service, model)
  }
  return model
}
