import { AwsError } from '@rolecall/models'

/** The message is none of ours, was tampered with, or is another account's. */
export const invalidAuthorizationMessage = (reason: string): AwsError =>
  new AwsError({ code: 'InvalidAuthorizationMessageException', status: 400, message: 'Message is not valid', reason })
