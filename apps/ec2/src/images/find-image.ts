import type { Image } from '@aws-sdk/client-ec2'
import { catalogueOf } from './catalogue.ts'
import { parameterOf } from './image-parameter.ts'
import { familyOfParameter } from './ssm-parameters.ts'

/** The image that a launch names, by id or as `resolve:ssm:PARAMETER`. */
export const findImage = (region: string, name: string): Image | undefined => {
  const catalogue = catalogueOf(region)
  const parameter = parameterOf(name)
  if (parameter === undefined) return catalogue.byId.get(name)
  const family = familyOfParameter(parameter)
  return family === undefined ? undefined : catalogue.byId.get(catalogue.newest.get(family) ?? '')
}
