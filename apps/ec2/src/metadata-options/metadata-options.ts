import type { InstanceMetadataOptionsRequest } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import type { MetadataOptions } from '../instances/instance.ts'
import { cannotLaunchWithoutTokens, hopLimitTooLarge, hopLimitTooSmall } from './errors.ts'

/** What an account prefers in a region; absent members express no preference. */
export type AccountDefaults = Pick<
  InstanceMetadataOptionsRequest,
  'HttpTokens' | 'HttpPutResponseHopLimit' | 'HttpEndpoint' | 'InstanceMetadataTags'
> & { HttpTokensEnforced?: 'enabled' | 'disabled' }

const largestHopLimit = 64

export const checkHopLimit = (limit: number | undefined, parameter: string): void => {
  if (limit === undefined) return
  if (limit < 1) throw hopLimitTooSmall(limit, parameter)
  if (limit > largestHopLimit) throw hopLimitTooLarge(limit, parameter)
}

const lastDefaults = {
  HttpTokens: 'optional',
  HttpPutResponseHopLimit: 1,
  HttpEndpoint: 'enabled',
  HttpProtocolIpv6: 'disabled',
  InstanceMetadataTags: 'disabled',
} as const

const imageDefaults = { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } as const

/** The options of a new instance: the request speaks first, then the account's defaults, the image, and AWS's own. */
export const launchOptions = (
  requested: InstanceMetadataOptionsRequest,
  { HttpTokensEnforced: _, ...account }: AccountDefaults,
  image: { ImdsSupport?: string | undefined } | undefined,
): MetadataOptions => ({ ...lastDefaults, ...(image?.ImdsSupport === 'v2.0' ? imageDefaults : {}), ...account, ...requested })

/** Accounts can insist on tokens whatever the request says. */
export const enforcementRefusal = (options: MetadataOptions, account: AccountDefaults): AwsError | undefined =>
  account.HttpTokensEnforced === 'enabled' && options.HttpTokens !== 'required' ? cannotLaunchWithoutTokens() : undefined
