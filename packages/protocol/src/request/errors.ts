import { AwsError } from '@rolecall/models'

export const malformedQueryString = (message: string): AwsError => new AwsError({ code: 'MalformedQueryString', status: 400, message })

export const incompleteEscape = (): AwsError => malformedQueryString('Incomplete trailing escape % sequence')

export const illegalEscape = (escape: string): AwsError => malformedQueryString(`Illegal hex character in escape % pattern: ${escape}`)

/** AWS gives no Message element with this code. */
export const malformedInput = (): AwsError => new AwsError({ code: 'MalformedInput', status: 400 })

export const missingAction = (): AwsError =>
  new AwsError({ code: 'MissingAction', status: 400, message: 'The request must contain the parameter Action' })
