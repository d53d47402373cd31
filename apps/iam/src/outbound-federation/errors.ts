import { AwsError, error } from '@rolecall/models'

export const featureEnabled = (): AwsError =>
  new AwsError({ ...error('iam', 'FeatureEnabled'), message: 'Outbound web identity federation is already enabled for this account.' })

export const featureDisabled = (): AwsError =>
  new AwsError({ ...error('iam', 'FeatureDisabled'), message: 'Outbound web identity federation is disabled for this account.' })
