import type { Service } from '@rolecall/models'
import type { ApiRequest, ApiResponse, Parameters } from '../message.ts'
import { missingAction } from './errors.ts'
import { addParameters, bodyText } from './form.ts'
import { headerOf } from './header-of.ts'
import { isSanePath } from './path.ts'

const maximumBodyBytes = 10_000_000
const formType = 'application/x-www-form-urlencoded'

export interface NamedOperation {
  readonly action: string
  readonly version: string | undefined
  readonly parameters: Parameters
}

const emptyResponse = (status: number): ApiResponse => ({ status, headers: [], body: '' })

/** Only POSTs have a form; a POST of nothing may leave out its type. */
const hasFormType = (request: ApiRequest): boolean => {
  const type = headerOf(request, 'content-type')
  if (type === undefined) return request.body.length === 0
  const end = type.indexOf(';')
  return (end < 0 ? type : type.slice(0, end)).trim().toLowerCase() === formType
}

interface Target {
  readonly path: string
  readonly query: string
}

const splitTarget = (target: string): Target => {
  const start = target.indexOf('?')
  return start < 0 ? { path: target, query: '' } : { path: target.slice(0, start), query: target.slice(start + 1) }
}

/** IAM and STS alike send browsers, and requests that make no sense, to IAM's product page. */
const productPage = (request: ApiRequest, query: string): ApiResponse => {
  const keptQuery = request.method === 'GET' && query !== '' ? `?${query}` : ''
  return { status: 302, headers: [['Location', `https://aws.amazon.com/iam${keptQuery}`]], body: '' }
}

const unknownPath = (): ApiResponse => ({ status: 404, headers: [['Content-Type', 'text/xml']], body: '<UnknownOperationException/>' })

const withoutAction = (request: ApiRequest, target: Target, service: Service): ApiResponse => {
  if (target.path !== '/') return unknownPath()
  if (service === 'ec2') throw missingAction()
  return productPage(request, target.query)
}

const readParameters = (request: ApiRequest, query: string): Parameters => {
  const parameters = new Map<string, string>()
  addParameters(query, parameters)
  if (request.method === 'POST') addParameters(bodyText(request.body), parameters)
  return parameters
}

type Read = NamedOperation | { readonly response: ApiResponse }

const read = (request: ApiRequest, target: Target, service: Service): Read => {
  if (!isSanePath(target.path)) return { response: emptyResponse(400) }
  if (request.body.length > maximumBodyBytes) return { response: emptyResponse(413) }
  const isPost = request.method === 'POST'
  if (!isPost && request.method !== 'GET') return { response: productPage(request, target.query) }
  if (isPost && !hasFormType(request)) return { response: withoutAction(request, target, service) }
  const parameters = readParameters(request, target.query)
  const action = parameters.get('Action')
  if (action === undefined) return { response: withoutAction(request, target, service) }
  return { action, version: parameters.get('Version'), parameters }
}

/**
 * Says which operation a request names, in AWS's order of checks; answers a response where AWS does so without any
 * error document.
 */
export const readRequest = (request: ApiRequest, service: Service, requestId?: string): Read => {
  const found = read(request, splitTarget(request.target), service)
  if (!('response' in found) || requestId === undefined) return found
  return { response: { ...found.response, headers: [['x-amzn-RequestId', requestId], ...found.response.headers] } }
}
