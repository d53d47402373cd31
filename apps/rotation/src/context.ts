import type { Clock } from '@rolecall/clock'
import type { IssueDependencies } from '@rolecall/credentials'
import type { Jobs } from '@rolecall/jobs'

/** What the jobs of rotation use. */
export interface RotationContext extends IssueDependencies {
  clock: Clock
  jobs: Jobs
}

/** The injection token of the context. */
export const rotationContext = Symbol('RotationContext')
