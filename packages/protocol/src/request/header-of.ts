import type { ApiRequest } from '../message.ts'

/** The first value of a header, by its name in lower case. */
export const headerOf = ({ headers }: Pick<ApiRequest, 'headers'>, lowerName: string): string | undefined => {
  for (const [name, value] of headers) {
    // Few names are as long: most are told apart without another string.
    if (name.length === lowerName.length && name.toLowerCase() === lowerName) return value
  }
  return undefined
}
