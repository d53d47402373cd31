import type { Service } from '@rolecall/models'
import type { ApiResponse } from '../message.ts'

export interface ResponseOptions {
  /** The client accepts JSON; EC2 does not answer in it. */
  readonly asJson?: boolean
}

const contentType = (service: Service, isJson: boolean): string => {
  if (isJson) return 'application/json'
  return service === 'ec2' ? 'text/xml;charset=UTF-8' : 'text/xml'
}

export interface Document {
  readonly service: Service
  readonly status: number
  readonly requestId: string
  readonly body: string | Uint8Array
  readonly isJson: boolean
}

/** Wraps a document in the headers that every answer of the service has. */
export const response = ({ service, status, requestId, body, isJson }: Document): ApiResponse => {
  const type = ['Content-Type', contentType(service, isJson)] as const
  const id = ['x-amzn-RequestId', requestId] as const
  // STS alone adds a second, opaque id.
  if (service !== 'sts') return { status, headers: [id, type], body }
  const extendedId = ['x-amz-sts-extended-request-id', Buffer.from(`r:${requestId}`).toString('base64')] as const
  return { status, headers: [id, extendedId, type], body }
}
