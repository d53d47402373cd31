/** Where an instance is going, where it came from and since when. */
export interface InstanceTransition {
  /** `running`, `stopped` or `terminated`. */
  state: string
  stateFrom: string
  stateChangedAt: Date
}

const transitionalStates: Readonly<Record<string, string>> = { running: 'pending', stopped: 'stopping', terminated: 'shutting-down' }

/**
 * The state that an instance shows at `now`: nothing changes it but time. With a delay of 0 it is the final one at once;
 * the call that causes a change shows the transitional state by itself.
 */
export const shownState = (transition: InstanceTransition, now: Date, delaySeconds: number): string => {
  const isSettled = transition.state === transition.stateFrom || now.getTime() >= transition.stateChangedAt.getTime() + delaySeconds * 1000
  return isSettled ? transition.state : (transitionalStates[transition.state] ?? transition.state)
}
