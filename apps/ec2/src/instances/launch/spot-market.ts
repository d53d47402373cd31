import type { Instance } from '@aws-sdk/client-ec2'
import type { Ec2Request } from '../../context.ts'
import { invalidParameterCombination, invalidParameterValue } from '../../errors.ts'
import type { InstanceAttributes } from '../instance.ts'
import * as errors from './errors.ts'
import type { LaunchInput } from './launch-input.ts'

export const isSpot = ({ InstanceMarketOptions }: LaunchInput): boolean => InstanceMarketOptions?.MarketType === 'spot'

const isPrice = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0

export const checkPrice = (price: string | undefined, parameter: string): void => {
  if (price !== undefined && !isPrice(price)) throw invalidParameterValue(`Invalid value '${price}' for ${parameter}.`)
}

/** Refuses what a spot request cannot ask for together. */
// eslint-disable-next-line complexity -- one rule a line
export const checkMarketOptions = (input: LaunchInput): void => {
  const { InstanceMarketOptions: options } = input
  if (options === undefined) return
  if (options.MarketType !== 'spot') throw errors.notSimulated('InstanceMarketOptions.MarketType other than spot')
  const { SpotInstanceType = 'one-time', InstanceInterruptionBehavior = 'terminate', MaxPrice, ValidUntil, BlockDurationMinutes } = options.SpotOptions ?? {}
  const isPersistent = SpotInstanceType === 'persistent'
  if (BlockDurationMinutes !== undefined) throw errors.notSimulated('InstanceMarketOptions.SpotOptions.BlockDurationMinutes')
  checkPrice(MaxPrice, 'MaxPrice')
  if (isPersistent !== (InstanceInterruptionBehavior !== 'terminate')) {
    throw invalidParameterCombination(`The instance interruption behavior '${InstanceInterruptionBehavior}' cannot be used with a ${SpotInstanceType} Spot Instance request.`)
  }
  if (ValidUntil !== undefined && !isPersistent) throw invalidParameterCombination('ValidUntil can only be used with persistent Spot Instance requests.')
  if (input.DisableApiTermination === true || input.DisableApiStop === true) {
    throw invalidParameterCombination('Termination and stop protection cannot be used with Spot Instances.')
  }
}

const requestId = ({ context }: Ec2Request): string => `sir-${[...context.ids.bytes(8)].map((byte) => (byte % 36).toString(36)).join('')}`

/** What a spot instance shows of itself; each has a request of its own. */
export const spotDocument = (input: LaunchInput, request: Ec2Request): Instance =>
  isSpot(input) ? { InstanceLifecycle: 'spot', SpotInstanceRequestId: requestId(request) } : {}

export const spotAttributes = (input: LaunchInput): Pick<InstanceAttributes, 'spot'> => {
  if (!isSpot(input)) return {}
  const { SpotInstanceType, InstanceInterruptionBehavior = 'terminate' } = input.InstanceMarketOptions?.SpotOptions ?? {}
  return { spot: { isPersistent: SpotInstanceType === 'persistent', behavior: InstanceInterruptionBehavior } }
}
