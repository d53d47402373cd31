/**
 * The policy language: parse, validate, evaluate, explain, simulate. Pure: no I/O, no clock, no knowledge of where policies are kept
 * or how a denial travels.
 */
export { isReadable, type StrictType } from './conditions/readable.ts'
export type { Decision, MatchedStatement, MissingAllow, PolicyKind } from './evaluate/decision.ts'
export { denialMessage } from './evaluate/denial-message.ts'
export { evaluate } from './evaluate/evaluate.ts'
export type { AuthorizationRequest, PolicySet, Principal } from './evaluate/request.ts'
export { type ExplainedPolicy, type ExplainedStatement, explain, type Explanation } from './explain/explain.ts'
export { explainAllowed } from './explain/explain-allowed.ts'
export { principalTexts } from './explain/statement-parts.ts'
export { documentSize } from './document-size.ts'
export { type GeneratedPolicy, generatePolicy, type Grant } from './generate/generate-policy.ts'
export { compileGlob, compileTokens, type Matcher, type PatternToken } from './match/glob.ts'
export { Context, type ContextKeys, type KeySource } from './match/context.ts'
export { nobody, parsePolicy } from './parse/parse-policy.ts'
export { isSamePolicy, type NamedPolicy, type Policy, PolicySyntaxError, type PolicyType, type Statement } from './policy.ts'
export { type Position, type StatementPosition, statementPositions } from './positions.ts'
export { type NamedPrincipal, principalsOf, rewritePrincipals } from './principals.ts'
export { contextKeysOf, distinctKeys } from './simulate/context-keys.ts'
export {
  simulate,
  type SimulatedDecision,
  type SimulatedKind,
  type SimulatedMatch,
  type SimulatedQuestion,
  type Simulation,
  type SourcePolicy,
} from './simulate/simulate.ts'
export { type IdentityPolicyKind, validateIdentityPolicy } from './validate/identity-policy.ts'
export { PolicyRefusal } from './validate/refusal.ts'
export { validateResourceControlPolicy } from './validate/resource-control-policy.ts'
export { validateResourcePolicy } from './validate/resource-policy.ts'
export { validateTrustPolicy } from './validate/trust-policy.ts'
