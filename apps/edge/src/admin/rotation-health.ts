import type { Store } from '@rolecall/store'

const missedSweeps = 3
const graceSeconds = 30

/**
 * Whether a worker of rotation is at work, by its sweeps: `ok`, or since when there was none. A process that has only just
 * started gives them time.
 */
export const rotationHealth = async ({ rotationSweeps }: Pick<Store, 'rotationSweeps'>, sweepSeconds: number, upSeconds: number): Promise<string> => {
  const patienceSeconds = missedSweeps * sweepSeconds + graceSeconds
  const secondsAgo = await rotationSweeps.secondsAgo()
  if (upSeconds <= patienceSeconds || (secondsAgo !== undefined && secondsAgo <= patienceSeconds)) return 'ok'
  return secondsAgo === undefined ? 'has never swept' : `has not swept for ${Math.floor(secondsAgo)} s`
}
