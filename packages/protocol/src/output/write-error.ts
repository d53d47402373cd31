import { type AwsError, getService, type Service } from '@rolecall/models'
import type { ApiResponse } from '../message.ts'
import { response, type ResponseOptions } from './response.ts'
import { escapeText } from './text.ts'

/** The Query front end answers unknown actions itself, before it knows the service's namespace. */
const frontEndNamespace = 'http://webservices.amazon.com/AWSFault/2005-15-09'

const namespaceOf = (service: Service, error: AwsError): string =>
  error.code === 'InvalidAction' ? frontEndNamespace : getService(service).xmlNamespace

const queryDocument = (service: Service, error: AwsError, requestId: string): string => {
  const message = error.hasMessage ? `    <Message>${escapeText(error.message)}</Message>\n` : ''
  return (
    `<ErrorResponse xmlns="${namespaceOf(service, error)}">\n` +
    `  <Error>\n    <Type>${error.fault}</Type>\n    <Code>${escapeText(error.code)}</Code>\n${message}  </Error>\n` +
    `  <RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`
  )
}

const ec2Document = (error: AwsError, requestId: string): string => {
  const message = error.hasMessage ? `<Message>${escapeText(error.message)}</Message>` : ''
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Response><Errors><Error><Code>${escapeText(error.code)}</Code>${message}</Error></Errors>` +
    `<RequestID>${requestId}</RequestID></Response>`
  )
}

const jsonDocument = (error: AwsError, requestId: string): string =>
  JSON.stringify({
    Error: { Code: error.code, ...(error.hasMessage ? { Message: error.message } : {}), Type: error.fault },
    RequestId: requestId,
  })

interface Refusal extends ResponseOptions {
  readonly error: AwsError
  readonly requestId: string
}

const refuse = (service: Service, { error, requestId, asJson }: Refusal): ApiResponse => {
  const { status } = error
  if (service === 'ec2') return response({ service, status, requestId, body: ec2Document(error, requestId), isJson: false })
  const isJson = asJson === true
  const body = isJson ? jsonDocument(error, requestId) : queryDocument(service, error, requestId)
  return response({ service, status, requestId, body, isJson })
}

/** A refusal in the service's own form. */
// eslint-disable-next-line max-params -- the options come last and are seldom given
export const writeError = (service: Service, error: AwsError, requestId: string, options?: ResponseOptions): ApiResponse =>
  refuse(service, { error, requestId, ...options })
