import {
  distinctKeys,
  type SimulatedDecision,
  type SimulatedKind,
  type SimulatedMatch,
  type SourcePolicy,
  type StatementPosition,
  statementPositions,
} from '@rolecall/policy'

type Decision = SimulatedDecision['decision']

// What AWS answers here is none of the values of its own enumeration.
const sourceTypes: Readonly<Record<SimulatedKind, string>> = {
  identity: 'IAM Policy',
  resource: 'Resource Policy',
  boundary: 'Permissions Boundary Policy',
}

const order: readonly Decision[] = ['allowed', 'implicitDeny', 'explicitDeny']

const mostRestrictive = (decisions: readonly Decision[]): Decision =>
  decisions.reduce((one, other) => (order.indexOf(other) > order.indexOf(one) ? other : one), 'allowed')

/** True when all are; undefined when nothing is known. */
const all = (values: readonly (boolean | undefined)[]): boolean | undefined => {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.every(Boolean)
}

/** A decision with the resource it is about. */
export interface ResourceDecision extends SimulatedDecision {
  resource: string
}

const kinds: readonly SimulatedKind[] = ['identity', 'resource', 'boundary']

const detailsOf = (byKinds: readonly SimulatedDecision['byKind'][]): Record<string, Decision> | undefined => {
  const known = byKinds.filter((byKind) => byKind !== undefined)
  if (known.length === 0) return undefined
  const details: Record<string, Decision> = {}
  for (const kind of kinds) {
    const decisions = known.flatMap((byKind) => byKind[kind] ?? [])
    if (decisions.length > 0) details[sourceTypes[kind]] = mostRestrictive(decisions)
  }
  return details
}

/** Writes the answers of one simulation; positions in a document are looked for once. */
export class ResultWriter {
  readonly #positions = new Map<SourcePolicy, StatementPosition[]>()

  /** One action; `decisions` are those of its resources. */
  evaluationResult(action: { name: string; resourceName: string | undefined; isSpecific: boolean }, decisions: readonly ResourceDecision[]): object {
    const decision = mostRestrictive(decisions.map((one) => one.decision))
    const details = detailsOf(decisions.map(({ byKind }) => byKind))
    const organization = all(decisions.map(({ isAllowedByOrganization }) => isAllowedByOrganization))
    return {
      EvalActionName: action.name,
      ...(action.resourceName === undefined ? {} : { EvalResourceName: action.resourceName }),
      EvalDecision: decision,
      MatchedStatements: this.#statements(decisions.filter((one) => one.decision === decision).flatMap(({ matched }) => matched)),
      MissingContextValues: distinctKeys(decisions.flatMap(({ missing }) => missing)),
      ...(organization === undefined ? {} : { OrganizationsDecisionDetail: { AllowedByOrganizations: organization } }),
      ...this.#boundaryDetail(all(decisions.map(({ isAllowedByBoundary }) => isAllowedByBoundary))),
      ...this.#details(action.isSpecific && organization !== false ? (details ?? {}) : details),
      ...(action.isSpecific ? { ResourceSpecificResults: decisions.map((one) => this.#specificResult(one)) } : {}),
    }
  }

  #specificResult({ resource, decision, matched, missing, byKind, isAllowedByBoundary }: ResourceDecision): object {
    return {
      EvalResourceName: resource,
      EvalResourceDecision: decision,
      MatchedStatements: this.#statements(matched),
      MissingContextValues: missing,
      ...this.#details(detailsOf([byKind])),
      ...this.#boundaryDetail(isAllowedByBoundary),
    }
  }

  #details(details: Record<string, Decision> | undefined): object {
    return details === undefined ? {} : { EvalDecisionDetails: details }
  }

  #boundaryDetail(isAllowed: boolean | undefined): object {
    return isAllowed === undefined ? {} : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: isAllowed } }
  }

  #statements(matches: readonly SimulatedMatch[]): object[] {
    const distinct = new Map(matches.map((match) => [`${match.kind}/${match.source.name}/${match.index}`, match]))
    return [...distinct.values()].map(({ kind, source, index }) => {
      const position = this.#positionOf(source, index)
      return {
        SourcePolicyId: source.name,
        SourcePolicyType: sourceTypes[kind],
        ...(position === undefined
          ? {}
          : {
              StartPosition: { Line: position.start.line, Column: position.start.column },
              EndPosition: { Line: position.end.line, Column: position.end.column },
            }),
      }
    })
  }

  #positionOf(source: SourcePolicy, index: number): StatementPosition | undefined {
    const positions = this.#positions.get(source) ?? statementPositions(source.document)
    this.#positions.set(source, positions)
    return positions[index]
  }
}
