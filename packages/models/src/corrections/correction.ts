import type { Service } from '../service.ts'
import type { Constraints } from '../shapes.ts'

export interface MemberCorrection {
  /** Replaces these limits of the model. */
  readonly constraints?: Constraints
  readonly isRequired?: boolean
  /** How the service spells the parameter when it is missing. */
  readonly missingName?: string
}

/** One way in which the real service differs from the SDK's model of a structure. */
export interface Correction {
  readonly service: Service
  readonly structure: string
  /** Members in the order in which the service writes them; the rest follow in the model's order. */
  readonly order?: readonly string[]
  readonly members?: Readonly<Record<string, MemberCorrection>>
}
