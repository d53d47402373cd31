import { coded } from '../errors.ts'

const malformedUserData = coded('InvalidUserData.Malformed')
const maximumBytes = 16_384
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

const decodedLength = (text: string): number => (text.length / 4) * 3 - (text.length - text.replace(/=+$/, '').length)

/** User data as it is kept, in base64; null for none. */
export const readUserData = (given: string | undefined): string | null => {
  const text = (given ?? '').replaceAll(/\s/g, '')
  if (text === '') return null
  if (text.length % 4 !== 0 || !base64.test(text)) throw malformedUserData('Invalid BASE64 encoding of user data.')
  if (decodedLength(text) > maximumBytes) throw malformedUserData('User data is limited to 16384 bytes')
  return text
}
