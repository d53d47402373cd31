import type { Image } from '@aws-sdk/client-ec2'
import { catalogueOf } from './catalogue.ts'
import { familyOfParameter } from './ssm-parameters.ts'

const parameterPrefix = 'resolve:ssm:'

/** The image that a launch names, by id or as `resolve:ssm:PARAMETER`. */
export const findImage = (region: string, name: string): Image | undefined => {
  const catalogue = catalogueOf(region)
  if (!name.startsWith(parameterPrefix)) return catalogue.byId.get(name)
  const family = familyOfParameter(name.slice(parameterPrefix.length))
  return family === undefined ? undefined : catalogue.byId.get(catalogue.newest.get(family) ?? '')
}
