import type { RequestSpotInstancesRequest, RunInstancesRequest, SpotInstanceRequest } from '@aws-sdk/client-ec2'
import { addSeconds, wholeSeconds } from '@rolecall/clock'
import { ec2 } from '@rolecall/models'
import { findMade, keepMade } from '../client-tokens.ts'
import { ec2Operation, type Ec2Request, type Validated } from '../context.ts'
import { missingParameter } from '../errors.ts'
import * as launchErrors from '../instances/launch/errors.ts'
import { launchChecks } from '../instances/launch/launch-access.ts'
import { launchInstances } from '../instances/launch/launch-instances.ts'
import type { LaunchInput } from '../instances/launch/launch-input.ts'
import { possibleLaunch, readLaunch } from '../instances/launch/read-launch.ts'
import { checkPrice } from '../instances/launch/spot-market.ts'
import { readTagSpecifications } from '../tags/tag-rules.ts'
import * as errors from './errors.ts'
import { newRequestState } from './request-state.ts'
import { getRequests } from './spot-request.ts'

type Input = Validated<RequestSpotInstancesRequest>

const operation = 'RequestSpotInstances'
const keptSeconds = 7 * 24 * 60 * 60

const checkBehavior = ({ Type = 'one-time', InstanceInterruptionBehavior: behavior = 'terminate' }: Input): void => {
  if (behavior !== 'terminate' && Type !== 'persistent') throw errors.stopNeedsPersistence(behavior)
}

const checkInput = (input: Input, { now }: Ec2Request): void => {
  const { LaunchSpecification, InstanceCount = 1 } = input
  if (LaunchSpecification === undefined) throw missingParameter('LaunchSpecification')
  if (InstanceCount < 1) throw errors.countTooSmall(InstanceCount)
  checkBehavior(input)
  if (input.BlockDurationMinutes !== undefined) throw launchErrors.notSimulated('BlockDurationMinutes')
  if (input.ValidFrom !== undefined && input.ValidFrom > now) throw launchErrors.notSimulated('ValidFrom in the future')
  checkPrice(input.SpotPrice, 'SpotPrice')
  readTagSpecifications(input.TagSpecifications, ['spot-instances-request'])
}

/** The launch that fulfils the requests. */
const asLaunch = (input: Input): LaunchInput => {
  const { LaunchSpecification: { AddressingType: _, ...specification } = {}, InstanceCount = 1, TagSpecifications } = input
  const { SpotPrice: MaxPrice, Type: SpotInstanceType, InstanceInterruptionBehavior } = input
  return {
    ...(specification as Partial<RunInstancesRequest>),
    MinCount: InstanceCount,
    MaxCount: InstanceCount,
    InstanceMarketOptions: { MarketType: 'spot', SpotOptions: { MaxPrice, SpotInstanceType, InstanceInterruptionBehavior } },
    TagSpecifications,
  } as LaunchInput
}

// What the request makes by and by is not asked for.
const notAsked = /:(?:instance|network-interface|volume)\/\*$/

const membersOf = ({ ValidFrom, ValidUntil, LaunchGroup, AvailabilityZoneGroup }: Input, { now }: Ec2Request): SpotInstanceRequest => ({
  ValidUntil: ValidUntil ?? addSeconds(wholeSeconds(now), keptSeconds),
  ...(ValidFrom === undefined ? {} : { ValidFrom }),
  ...(LaunchGroup === undefined ? {} : { LaunchGroup }),
  ...(AvailabilityZoneGroup === undefined ? {} : { AvailabilityZoneGroup }),
})

/** The older way to spot instances. Its answer says `open`; the next look finds the requests fulfilled. */
export const RequestSpotInstances = ec2Operation(ec2.RequestSpotInstances, {
  async access(input, request) {
    checkInput(input, request)
    const checks = launchChecks(await readLaunch(asLaunch(input), request, 'RequestSpotInstances'), request, operation)
    return checks.filter(({ action, resource }) => action !== undefined || !notAsked.test(resource))
  },

  lookUp: async (input, request) => possibleLaunch(await readLaunch(asLaunch(input), request)),

  async run(input, request) {
    const made = await findMade(operation, input, request)
    if (made !== undefined) return { SpotInstanceRequests: await getRequests(made.split(' '), request) }
    const launch = possibleLaunch(await readLaunch(asLaunch(input), request))
    const { spotRequests } = await launchInstances(launch, request, membersOf(input, request))
    await keepMade({ operation, resourceId: spotRequests.map(({ id }) => id).join(' ') }, input, request)
    return {
      SpotInstanceRequests: spotRequests.map((row) => {
        const { LaunchedAvailabilityZone: _, LaunchedAvailabilityZoneId: __, ...document } = row.document
        return { ...document, SpotInstanceRequestId: row.id, CreateTime: row.createdAt, ...newRequestState(row), Tags: row.tags }
      }),
    }
  },
})
