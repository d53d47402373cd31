// Real SDK requests, signed by the real SDK, as the bytes that go over the socket.
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'

const clients = { ec2: EC2Client, iam: IAMClient, sts: STSClient }

class Captured extends Error {
  constructor(request) {
    super('captured')
    this.request = request
  }
}

const bytesOf = (request) => {
  const body = Buffer.from(request.body ?? '')
  const lines = Object.entries({ ...request.headers, 'content-length': String(body.length) }).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${request.method} ${request.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`), body])
}

/** A function that answers the signed bytes of a command to the service at the endpoint. */
export const signer = (service, endpoint, credentials) => {
  const client = new clients[service]({
    endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    requestHandler: { handle: (request) => Promise.reject(new Captured(request)) },
  })
  return async (command) => {
    try {
      await client.send(command)
    } catch (error) {
      if (error instanceof Captured) return bytesOf(error.request)
      throw error
    }
    throw new Error('The request was not captured.')
  }
}
