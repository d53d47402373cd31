import { AwsError, type Service } from '@rolecall/models'
import type { ApiHandler } from '@rolecall/pipeline'
import { type ApiRequest, type ApiResponse, writeError } from '@rolecall/protocol'
import type { Ids } from '@rolecall/ids'
import { findService } from './find-service.ts'

const unknownService = (name: string): AwsError =>
  new AwsError({ code: 'NotImplemented', status: 501, message: `The service ${name} is not simulated by Rolecall.` })

const unavailable = (service: Service): AwsError =>
  new AwsError({ code: 'ServiceUnavailable', status: 503, message: `The ${service} service does not answer.` })

/** Brings each request to its service. */
export class Router implements ApiHandler {
  readonly #services: Readonly<Record<Service, ApiHandler>>
  readonly #ids: Ids

  constructor(services: Readonly<Record<Service, ApiHandler>>, ids: Ids) {
    this.#services = services
    this.#ids = ids
  }

  async handle(request: ApiRequest): Promise<ApiResponse> {
    const route = findService(request)
    if (route !== undefined && 'unknownService' in route) {
      return writeError('iam', unknownService(route.unknownService), this.#ids.uuid())
    }
    // A request that names no service is answered as IAM answers it: a redirect to the product page, or 404.
    const service = route?.service ?? 'iam'
    try {
      return await this.#services[service].handle(request)
    } catch (error) {
      console.error(`The ${service} service does not answer: ${error instanceof Error ? error.message : String(error)}`)
      return writeError(service, unavailable(service), this.#ids.uuid())
    }
  }
}
