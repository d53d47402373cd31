import { BoundedCache } from '@rolecall/credentials'
import { findPlace, type Place } from '../tree/metadata-tree.ts'
import { cleanPath } from './clean-path.ts'

/** Where a request target leads, whatever the instance. */
export interface Target {
  /** From a path that begins with `/instances/ID`. */
  pathInstanceId: string | undefined
  isTop: boolean
  isToken: boolean
  /** Undefined where no instance has anything. */
  place: Place | undefined
}

const instancePattern = /^i-[0-9a-f]{8,17}$/
const longestCached = 300
const cache = new BoundedCache<string, Target>(2000)

const read = (text: string): Target => {
  const names = cleanPath(text)
  const isPrefixed = names[0] === 'instances' && instancePattern.test(names[1] ?? '')
  const parts = isPrefixed ? names.slice(2) : names
  return {
    pathInstanceId: isPrefixed ? names[1] : undefined,
    isTop: parts.length === 0,
    isToken: parts.length === 3 && parts.join('/') === 'latest/api/token',
    place: findPlace(parts),
  }
}

/** Reads a request target; clients ask for the same few over and over. */
export const readTarget = (text: string): Target => {
  const known = cache.get(text)
  if (known) return known
  const target = read(text)
  if (text.length <= longestCached) cache.set(text, target)
  return target
}

/** The instance that a Host header of the form `<instance-id>.…` names. */
export const hostInstanceId = (host: string | undefined): string | undefined => {
  if (host === undefined || !host.startsWith('i-')) return undefined
  const [name = ''] = host.split('.', 1)
  return host.length > name.length && instancePattern.test(name) ? name : undefined
}
