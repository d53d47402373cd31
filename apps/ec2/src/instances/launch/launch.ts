import type { Image, InstanceTypeInfo, Placement } from '@aws-sdk/client-ec2'
import type { AwsError } from '@rolecall/models'
import type { KeyPairRecord, Tag } from '@rolecall/store'
import type { NamedProfile } from '../../profile-associations/named-profile.ts'
import type { MetadataOptions } from '../instance.ts'
import type { PlannedVolume } from './block-devices.ts'
import type { LaunchInput } from './launch-input.ts'
import type { LaunchGroup, LaunchSubnet } from './network.ts'
import type { RequestedInterface } from './requested-interfaces.ts'
import type { UsedTemplate } from './with-template.ts'

/** A network interface of every instance, in its subnet; undefined where the request names a subnet that does not exist. */
export interface PlannedInterface {
  requested: RequestedInterface
  subnet: LaunchSubnet | undefined
  groups: readonly LaunchGroup[]
  hasPublicAddress: boolean
}

/** The tags that a launch puts on what it makes. */
export type LaunchTags = Readonly<Record<'instance' | 'volume' | 'network-interface' | 'spot-instances-request', readonly Tag[]>>

/** All that a request to launch instances names, as far as it exists. */
export interface Launch {
  /** What the request asks for, with what its template adds. */
  input: LaunchInput
  template: UsedTemplate | undefined
  type: InstanceTypeInfo
  image: Image | undefined
  /** Those that the account put on the image. */
  imageTags: readonly Tag[]
  interfaces: readonly PlannedInterface[]
  volumes: readonly PlannedVolume[]
  placement: Placement
  profile: NamedProfile | undefined
  keyPair: KeyPairRecord | undefined
  options: MetadataOptions
  tags: LaunchTags
  userData: string | null
  /** It is for spot instances, and the account has not had any. */
  lacksSpotRole: boolean
  /** The first thing that is missing or does not fit; whoever may not launch does not learn of it. */
  refusal: AwsError | undefined
}

/** A launch of which nothing is missing. */
export interface PossibleLaunch extends Launch {
  image: Image
  interfaces: readonly (PlannedInterface & { subnet: LaunchSubnet })[]
}
