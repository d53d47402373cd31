import { iamArn } from '@rolecall/ids'
import type { ExplainedStatement, Explanation } from '@rolecall/policy'
import type { Store } from '@rolecall/store'

type Failure = ExplainedStatement['failures'][number]

const principalElements = ['Principal', 'NotPrincipal']

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []

/** Whom the policies of an explanation name: users and roles by unique id, as trust policies keep them. */
const principalsIn = ({ policies }: Explanation): string[] =>
  policies.flatMap(({ statements }) => statements.flatMap(({ statement = {} }) => principalElements.flatMap((element) => textsIn((statement as Record<string, unknown>)[element]))))

const uniqueId = /^A(?:IDA|ROA)[A-Z2-7]{17}$/

type Arns = ReadonlyMap<string, string>

/** The ARNs of the users and roles that the explanations name and that still exist, by unique id. */
export const principalArns = async (explanations: readonly Explanation[], principals: Store['trustedPrincipals']): Promise<Arns> => {
  const ids = new Set(explanations.flatMap(principalsIn).filter((text) => uniqueId.test(text)))
  const found = await principals.byIds([...ids])
  return new Map(found.map(({ id, kind, partition, account, path, name }) => [id, iamArn(partition, account, { type: kind, path, name })]))
}

const renamed = (value: unknown, arns: Arns): unknown => {
  if (typeof value === 'string') return arns.get(value) ?? value
  if (Array.isArray(value)) return value.map((item) => renamed(item, arns))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, renamed(member, arns)]))
}

const statementRenamed = (statement: object, arns: Arns): Record<string, unknown> =>
  Object.fromEntries(Object.entries(statement).map(([element, member]) => [element, principalElements.includes(element) ? renamed(member, arns) : member]))

const failureRenamed = (failure: Failure, arns: Arns): Failure =>
  principalElements.includes(failure.element) ? { ...failure, expected: failure.expected.map((text) => arns.get(text) ?? text) } : failure

const explainedRenamed = ({ statement, failures, ...explained }: ExplainedStatement, arns: Arns): ExplainedStatement => ({
  ...explained,
  ...(statement === undefined ? {} : { statement: statementRenamed(statement, arns) }),
  failures: failures.map((failure) => failureRenamed(failure, arns)),
})

/** The explanation as people write principals; of those that are gone the bare id stays. */
export const withArns = ({ policies, missing }: Explanation, arns: Arns): Explanation => ({
  policies: policies.map((policy) => ({ ...policy, statements: policy.statements.map((statement) => explainedRenamed(statement, arns)) })),
  missing,
})
