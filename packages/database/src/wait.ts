import { setTimeout as pause } from 'node:timers/promises'

/** Asks again every few milliseconds until the answer is yes; false when the time is up. */
export const waitUntil = async (isDone: () => boolean, limitMilliseconds: number): Promise<boolean> => {
  const end = performance.now() + limitMilliseconds
  while (!isDone()) {
    if (performance.now() >= end) return false
    await pause(10)
  }
  return true
}
