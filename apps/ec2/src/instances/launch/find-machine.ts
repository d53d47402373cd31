import type { Image, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import { type AwsError, instanceTypes } from '@rolecall/models'
import { checkIds } from '../../describe/index.ts'
import { imageIds } from '../../describe/ids.ts'
import { coded } from '../../errors.ts'
import { findImage } from '../../images/find-image.ts'
import * as errors from './errors.ts'

/** AWS's own choice for requests that name no type. */
const defaultType = 'm1.small'

export const findLaunchType = (name: string = defaultType): InstanceTypeInfo => {
  const type = instanceTypes().get(name)
  if (type === undefined) throw errors.invalidInstanceType(name)
  return type
}

/** By id, or as `resolve:ssm:PARAMETER`; refuses what can be neither. */
export const findLaunchImage = (name: string, region: string): Image | undefined => {
  if (!name.startsWith('resolve:')) checkIds(imageIds, [name])
  return findImage(region, name)
}

export const missingImage = (name: string): AwsError => coded(imageIds.notFoundCode)(imageIds.notFoundText([name]))
