import type { AwsError } from '@rolecall/models'
import { coded, incorrectInstanceState, invalidParameterCombination, invalidParameterValue, operationNotPermitted, unsupportedOperation } from '../errors.ts'

const malformedInstanceId = coded('InvalidInstanceID.Malformed')
const instanceNotFound = coded('InvalidInstanceID.NotFound')

export const invalidInstanceId = (id: string): AwsError => malformedInstanceId(`Invalid id: "${id}"`)

export const noSuchInstances = (ids: string[]): AwsError =>
  ids.length === 1
    ? instanceNotFound(`The instance ID '${ids[0] ?? ''}' does not exist`)
    : instanceNotFound(`The instance IDs '${ids.join(', ')}' do not exist`)

export const noInstancesSpecified = (): AwsError => invalidParameterCombination('No instances specified')

export const cannotBeStarted = (id: string): AwsError => incorrectInstanceState(`The instance '${id}' is not in a state from which it can be started.`)

export const cannotBeStopped = (id: string): AwsError => incorrectInstanceState(`This instance '${id}' is not in a state from which it can be stopped.`)

export const cannotBeRebooted = (id: string): AwsError => incorrectInstanceState(`The instance '${id}' is not in a state from which it can be rebooted.`)

export const notStopped = (id: string): AwsError => incorrectInstanceState(`The instance '${id}' is not in the 'stopped' state.`)

export const notEbsBacked = (id: string): AwsError =>
  unsupportedOperation(`The instance '${id}' does not have an 'ebs' root device type and cannot be stopped.`)

export const hibernationNotConfigured = (id: string): AwsError =>
  coded('UnsupportedHibernationConfiguration')(`The instance '${id}' is not enabled for hibernation.`)

export const oneTimeSpot = (id: string): AwsError =>
  unsupportedOperation(
    `You can't stop the Spot Instance '${id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
  )

type Protection = 'disableApiTermination' | 'disableApiStop'

export const mayNotBeTerminated = (id: string, attribute: Protection): AwsError =>
  operationNotPermitted(`The instance '${id}' may not be terminated. Modify its '${attribute}' instance attribute and try again.`)

export const mayNotBeStopped = (id: string): AwsError =>
  operationNotPermitted(`The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`)

export const multipleInterfaces = (id: string): AwsError =>
  coded('InvalidInstanceID')(
    `There are multiple interfaces attached to instance '${id}'. Please specify an interface ID for the operation instead.`,
  )

export const unknownAttribute = (name: string): AwsError =>
  invalidParameterValue(`Value (${name}) for parameter attribute is invalid. Unknown attribute.`)
