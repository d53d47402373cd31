import { AwsError } from '@rolecall/models'
import { badValue, cannotBeUsedWith, coded, invalidParameter, invalidParameterCombination, invalidParameterValue, missingParameter, unsupportedOperation } from '../../errors.ts'

export const minimumCountTooSmall = (count: number): AwsError => invalidParameterValue(`Value ( ${count} ) for parameter minCount is invalid. Expecting a value greater than or equal to 1.`)

export const maximumBelowMinimum = (minimum: number, maximum: number): AwsError =>
  invalidParameterValue(`Value ( ${maximum} ) for parameter maxCount is invalid. Expecting a value greater than or equal to minCount ( ${minimum} ).`)

export const notSimulated = (parameter: string): AwsError => unsupportedOperation(`The parameter ${parameter} is not simulated by Rolecall.`)

export const interfacesWithSubnet = (): AwsError =>
  invalidParameterCombination('Network interfaces and an instance-level subnet ID may not be specified on the same request')

export const interfacesWithGroups = (): AwsError =>
  invalidParameterCombination('Network interfaces and an instance-level security groups may not be specified on the same request')

export const interfacesWithAddress = (): AwsError =>
  invalidParameterCombination('Network interfaces and an instance-level private IP address may not be specified on the same request')

export const groupNameWithSubnet = (): AwsError => invalidParameterCombination('The parameter groupName cannot be used with the parameter subnet')

export const interfaceWithoutIndex = (): AwsError => invalidParameterCombination('Each network interface requires a device index.')

export const repeatedDeviceIndex = (): AwsError => invalidParameterCombination('Each network interface requires a unique device index.')

export const noPrimaryInterface = (): AwsError => invalidParameterCombination('A network interface with device index 0 is required.')

export const publicAddressWithInterfaces = (): AwsError =>
  invalidParameterCombination('The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.')

export const publicAddressOnSecondary = (): AwsError =>
  invalidParameterCombination('The associatePublicIPAddress parameter can only be specified for the network interface with DeviceIndex 0.')

export const addressForSeveral = (): AwsError =>
  invalidParameterCombination('The parameter PrivateIpAddress cannot be used when launching more than one instance.')

export const tooManyInterfaces = (count: number, type: string): AwsError =>
  coded('AttachmentLimitExceeded')(`Interface count ${count} exceeds the limit for ${type}`)

export const tooManyAddresses = (type: string): AwsError =>
  coded('PrivateIpAddressLimitExceeded')(`Number of private addresses will exceed limit for ${type}.`)

export const tooManyGroups = (): AwsError =>
  coded('SecurityGroupsPerInterfaceLimitExceeded')('The maximum number of security groups per interface has been reached.')

export const severalZones = (): AwsError => invalidParameterCombination('All network interfaces must be in the same Availability Zone.')

export const noSuchPlacementGroup = (name: string): AwsError => coded('InvalidPlacementGroup.Unknown')(`The Placement Group '${name}' is unknown.`)

export const noSuchHost = (id: string): AwsError => coded('InvalidHostID.NotFound')(`The host ID '${id}' does not exist`)

export const needsHostTenancy = (parameter: string): AwsError =>
  invalidParameterCombination(`The parameter ${parameter} can only be used with the tenancy 'host'.`)

export const groupNameAndId = (): AwsError => cannotBeUsedWith('groupName', 'groupId')

export const partitionWithoutGroup = (): AwsError =>
  invalidParameterCombination('The parameter partitionNumber can only be used with a partition placement group.')

export const noHosts = (type: string): AwsError =>
  coded('InsufficientHostCapacity', 500)(`There is no Dedicated Host with room for the instance type '${type}'.`)

export const tokenTooLong = (token: string): AwsError => badValue(token, 'clientToken', 'It must have at most 64 characters.')

export const blankKeyName = (): AwsError => invalidParameterValue("Invalid value '' for keyPairNames. It should not be blank")

export const noSuchKeyPair = (name: string): AwsError => coded('InvalidKeyPair.NotFound')(`The key pair '${name}' does not exist`)

export const invalidInstanceType = (name: string): AwsError => invalidParameterValue(`Invalid value '${name}' for InstanceType.`)

export const invalidZone = (name: string): AwsError => invalidParameterValue(`Invalid availability zone: [${name}]`)

export const architectureMismatch = (ofType: string, ofImage: string): AwsError =>
  invalidParameterValue(
    `The architecture '${ofType}' of the specified instance type does not match the architecture '${ofImage}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
  )

export const otherNetwork = (group: string, subnet: string): AwsError =>
  invalidParameter(`Security group ${group} and subnet ${subnet} belong to different networks.`)

export const outsideSubnet = (address: string): AwsError => invalidParameterValue(`Address ${address} does not fall within the subnet's address range`)

export const reservedAddress = (address: string): AwsError => invalidParameterValue(`Address ${address} is in subnet's reserved address range`)

export const addressInUse = (address: string): AwsError => coded('InvalidIPAddress.InUse')(`Address ${address} is in use.`)

export const malformedAddress = (address: string): AwsError => badValue(address, 'privateIpAddress', 'Invalid IPv4 address.')

export const subnetIsFull = (subnet: string): AwsError =>
  coded('InsufficientFreeAddressesInSubnet')(`There are not enough free addresses in subnet '${subnet}' to satisfy the requested number of instances.`)

export const withoutIpv6 = (subnet: string): AwsError => invalidParameterValue(`The subnet '${subnet}' has no IPv6 CIDR block.`)

export const volumeSmallerThanSnapshot = (size: number, snapshot: string, expected: number): AwsError =>
  coded('InvalidBlockDeviceMapping')(`Volume of size ${size}GB is smaller than snapshot '${snapshot}', expect size >= ${expected}GB`)

export const repeatedDevice = (device: string): AwsError =>
  coded('InvalidBlockDeviceMapping')(`The device '${device}' is used in more than one block-device mapping`)

export const unsupportedSetting = (parameter: string, volumeType: string): AwsError =>
  invalidParameterCombination(`The parameter ${parameter} is not supported for ${volumeType} volumes.`)

export const keyWithoutEncryption = (): AwsError =>
  coded('InvalidParameterDependency')('The parameter [KmsKeyId] requires the parameter Encrypted to be set.')

export const invalidDeviceName = (name: string): AwsError => coded('InvalidBlockDeviceMapping')(`Invalid device name ${name}`)

export const settingTooHigh = (setting: string, value: number, maximum: number): AwsError =>
  invalidParameterValue(`Volume ${setting} of ${value} is too high; maximum is ${maximum}.`)

export const settingTooLow = (setting: string, value: number, minimum: number): AwsError =>
  invalidParameterValue(`Volume ${setting} of ${value} is too low; minimum is ${minimum}.`)

export const iopsRatioTooHigh = (ratio: number, maximum: number): AwsError =>
  invalidParameterValue(`Iops to volume size ratio of ${ratio.toFixed(6)} is too high; maximum is ${maximum}`)

export const throughputRatioTooHigh = (ratio: number): AwsError =>
  invalidParameterValue(`Throughput (MiBps) to iops ratio of ${ratio.toFixed(6)} is too high; maximum is 0.250000 MiBps per iops`)

export const creditsNotSupported = (type: string): AwsError =>
  coded('InstanceCreditSpecification.NotSupported')(`The ${type} instance type does not support T2 Unlimited.`)

export const invalidCredits = (value: string): AwsError => invalidParameterValue(`Invalid value '${value}' for CpuCredits.`)

export const enclaveWithHibernation = (): AwsError =>
  invalidParameterCombination('Hibernation and AWS Nitro Enclaves cannot be enabled on the same instance.')

export const enclavesNotSupported = (type: string): AwsError => unsupportedOperation(`The instance type '${type}' does not support AWS Nitro Enclaves.`)

export const volumeSizeOutOfRange = (size: number, volumeType: string, [minimum, maximum]: readonly [number, number]): AwsError =>
  size < minimum
    ? invalidParameterValue(`Volume of ${size}GiB is too small for volume type ${volumeType}; minimum is ${minimum}GiB.`)
    : invalidParameterValue(`Volume of ${size}GiB is too large for volume type ${volumeType}; maximum is ${maximum}GiB.`)

export const missing = missingParameter

export const tokenOfTerminated = (): AwsError =>
  coded('IdempotentInstanceTerminated')('The instances that were launched with this client token are terminated.')

export const invalidCpuOptions = (name: string, value: number, type: string): AwsError =>
  invalidParameterValue(`The value ${value} for ${name} is not valid for the instance type ${type}.`)

export const otherZone = (subnet: { id: string; zone: string }, zone: string): AwsError =>
  invalidParameterCombination(`The subnet '${subnet.id}' is in the availability zone ${subnet.zone}, not in ${zone}.`)

export const noDefaultSubnets = (vpc: string): AwsError =>
  coded('MissingInput')(`No subnets found for the default VPC '${vpc}'. Please specify a subnet.`)

export const noDefaultSubnetInZone = (zone: string): AwsError => coded('InvalidInput')(`No default subnet for availability zone: '${zone}'.`)

export const noSuchSubnet = (id: string): AwsError => coded('InvalidSubnetID.NotFound')(`The subnet ID '${id}' does not exist`)

export const noSuchGroup = (id: string): AwsError => coded('InvalidGroup.NotFound')(`The security group '${id}' does not exist`)

export const noSuchGroupName = (name: string, vpc: string): AwsError =>
  coded('InvalidGroup.NotFound')(`The security group '${name}' does not exist in default VPC '${vpc}'`)

/** As CreateFleet is seen to say it. */
export const parameterDenied = (reason: string): AwsError => new AwsError({ code: 'SsmAccessDenied', status: 403, message: 'Access denied to SSM', reason })
