import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import * as autoscaling from '@aws-sdk/client-auto-scaling'
import * as cloudformation from '@aws-sdk/client-cloudformation'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import * as ec2 from '@aws-sdk/client-ec2'
import { EC2Client } from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import { IAMClient } from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'
import { STSClient } from '@aws-sdk/client-sts'
import type { Service } from '@rolecall/models'
import type { ApiRequest, ApiResponse } from '../message.ts'

interface SdkRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Answer = (request: ApiRequest) => ApiResponse

const commands: Readonly<Record<Service, object>> = { iam, sts, ec2, autoscaling, cloudformation }

const clientClasses = {
  iam: IAMClient,
  sts: STSClient,
  ec2: EC2Client,
  autoscaling: AutoScalingClient,
  cloudformation: CloudFormationClient,
}

const toApiRequest = ({ method, path, headers, body }: SdkRequest): ApiRequest => ({
  method,
  target: path,
  headers: Object.entries(headers),
  body: Buffer.from(body),
  remoteAddress: '127.0.0.1',
  isSecure: false,
})

// Node's HTTP client gives names of headers in lower case.
const lowerCased = (headers: ApiResponse['headers']): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))

/** A real client of a service whose requests go to a function. */
export class SdkCaller {
  readonly #service: Service
  readonly #client: { send(command: object): Promise<object> }
  #answer: Answer = () => ({ status: 500, headers: [], body: '' })

  constructor(service: Service) {
    this.#service = service
    const requestHandler = {
      handle: async (request: SdkRequest) => {
        const { status, headers, body } = this.#answer(toApiRequest(request))
        return { response: { statusCode: status, headers: lowerCased(headers), body: Buffer.from(body) } }
      },
    }
    this.#client = new clientClasses[service]({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
      maxAttempts: 1,
      requestHandler: requestHandler as never,
    }) as never
  }

  /** Sends the operation's command and gives what the SDK makes of the answer. */
  async call(operation: string, input: object, answer: Answer): Promise<object> {
    this.#answer = answer
    const Command = (commands[this.#service] as Record<string, new (input: object) => object>)[`${operation}Command`]
    if (Command === undefined) throw new Error(`The SDK has no command for ${operation}.`)
    const output = await this.#client.send(new Command(input))
    return Object.fromEntries(Object.entries(output).filter(([name]) => name !== '$metadata'))
  }
}
