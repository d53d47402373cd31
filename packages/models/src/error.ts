import type { ErrorModel, Service } from './service.ts'
import { getService } from './services.ts'

/** The code and status of an error of the model, by its wire code. EC2's model lists none. */
export const error = (service: Service, code: string): ErrorModel => {
  const model = getService(service).errors.get(code)
  if (model === undefined) throw new Error(`The model of ${service} has no error ${code}.`)
  return model
}
