import { AwsError, error } from '@rolecall/models'

/** AWS answers it without a message. */
export const reportNotPresent = (): AwsError => new AwsError(error('iam', 'ReportNotPresent'))

export const reportExpired = (): AwsError => new AwsError(error('iam', 'ReportExpired'))
