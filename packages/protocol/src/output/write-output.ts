import { getService, type OperationModel } from '@rolecall/models'
import type { ApiResponse } from '../message.ts'
import { jsonStructure } from './json.ts'
import { response, type ResponseOptions } from './response.ts'
import { milliseconds, wholeSeconds } from './timestamps.ts'
import { type ContentWriter, WriterCompiler } from './writers.ts'

/** Makes the document around an operation's output. */
type Envelope = (output: object, requestId: string) => string

const queryWriters = new WriterCompiler({ indentation: '  ', formatTime: wholeSeconds })
const ec2Writers = new WriterCompiler({ indentation: '    ', formatTime: milliseconds })

/** Without an output shape there is no Result element at all; an output without members leaves an empty one. */
const queryResult = ({ name, output }: OperationModel): ContentWriter => {
  if (output === undefined) return () => ''
  const write = queryWriters.content(output, 2)
  return (value) => {
    const content = write(value)
    return content === '' ? `  <${name}Result/>\n` : `  <${name}Result>\n${content}  </${name}Result>\n`
  }
}

const queryEnvelope = (operation: OperationModel): Envelope => {
  const { xmlNamespace } = getService(operation.service)
  const open = `<${operation.name}Response xmlns="${xmlNamespace}">\n`
  const close = `</RequestId>\n  </ResponseMetadata>\n</${operation.name}Response>\n`
  const result = queryResult(operation)
  return (output, requestId) => `${open}${result(output)}  <ResponseMetadata>\n    <RequestId>${requestId}${close}`
}

const ec2Envelope = (operation: OperationModel): Envelope => {
  const { xmlNamespace } = getService(operation.service)
  const open = `<?xml version="1.0" encoding="UTF-8"?>\n<${operation.name}Response xmlns="${xmlNamespace}">\n    <requestId>`
  const close = `</${operation.name}Response>\n`
  const content: ContentWriter =
    operation.output === undefined ? () => '    <return>true</return>\n' : ec2Writers.content(operation.output, 1)
  return (output, requestId) => `${open}${requestId}</requestId>\n${content(output)}${close}`
}

const envelopes = new WeakMap<OperationModel, Envelope>()

const envelopeOf = (operation: OperationModel): Envelope => {
  let envelope = envelopes.get(operation)
  if (envelope === undefined) {
    envelope = operation.service === 'ec2' ? ec2Envelope(operation) : queryEnvelope(operation)
    envelopes.set(operation, envelope)
  }
  return envelope
}

const jsonDocument = ({ name, output: shape }: OperationModel, output: object, requestId: string): string => {
  const result = shape === undefined ? {} : { [`${name}Result`]: jsonStructure(shape, output) }
  return JSON.stringify({ [`${name}Response`]: { ...result, ResponseMetadata: { RequestId: requestId } } })
}

interface Answer extends ResponseOptions {
  readonly output: object | undefined
  readonly requestId: string
}

const answer = (operation: OperationModel, { output = {}, requestId, asJson }: Answer): ApiResponse => {
  const { service } = operation
  const isJson = asJson === true && service !== 'ec2'
  const body = isJson ? jsonDocument(operation, output, requestId) : envelopeOf(operation)(output, requestId)
  return response({ service, status: 200, requestId, body, isJson })
}

/** The answer of an operation that succeeded; members that the model does not have are left out. */
// eslint-disable-next-line max-params -- the options come last and are seldom given
export const writeOutput = (
  operation: OperationModel,
  output: object | undefined,
  requestId: string,
  options?: ResponseOptions,
): ApiResponse => answer(operation, { output, requestId, ...options })
