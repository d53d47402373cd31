import { findServiceByVersion, type Service } from '@rolecall/models'
import { type ApiRequest, headerOf } from '@rolecall/protocol'

const services: ReadonlySet<string> = new Set(['iam', 'sts', 'ec2', 'autoscaling', 'cloudformation'])

export type Route = { service: Service } | { unknownService: string } | undefined

const asRoute = (name: string): Route => (services.has(name) ? { service: name as Service } : { unknownService: name })

// KEYID/DATE/REGION/SERVICE/aws4_request
const serviceOfCredential = (credential: string): Route => {
  const service = credential.split('/')[3]
  return service === undefined || service === '' ? undefined : asRoute(service)
}

const byAuthorization = (request: ApiRequest): Route => {
  const authorization = headerOf(request, 'authorization')
  if (authorization === undefined) return undefined
  const start = authorization.indexOf('Credential=')
  if (start < 0) return undefined
  const credential = authorization.slice(start + 'Credential='.length, start + 400)
  const end = credential.search(/[,\s]/)
  return serviceOfCredential(end < 0 ? credential : credential.slice(0, end))
}

const queryOf = (request: ApiRequest): URLSearchParams => {
  const start = request.target.indexOf('?')
  return new URLSearchParams(start < 0 ? '' : request.target.slice(start + 1))
}

// `iam.localhost:4566`, `ec2.us-east-1.localhost`, `sts.amazonaws.com`
const byHost = (request: ApiRequest): Route => {
  const [first = ''] = (headerOf(request, 'host') ?? '').split('.', 1)
  return services.has(first) ? { service: first as Service } : undefined
}

const byAction = (request: ApiRequest, query: URLSearchParams): Route => {
  const form = request.method === 'POST' ? new URLSearchParams(Buffer.from(request.body.subarray(0, 4096)).toString('latin1')) : undefined
  const parameter = (name: string): string => query.get(name) ?? form?.get(name) ?? ''
  const service = findServiceByVersion(parameter('Action'), parameter('Version'))
  return service === undefined ? undefined : { service }
}

/** Which service a request is for: by its signature's scope, else its host, else Action and Version. */
export const findService = (request: ApiRequest): Route => {
  const signed = byAuthorization(request)
  if (signed !== undefined) return signed
  const query = queryOf(request)
  const credential = query.get('X-Amz-Credential')
  const presigned = credential === null ? undefined : serviceOfCredential(credential)
  return presigned ?? byHost(request) ?? byAction(request, query)
}
