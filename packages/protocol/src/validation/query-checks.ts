import type { Constraints, ListShape, MapShape, Member, Service, Shape } from '@rolecall/models'
import { type Check, CheckCompiler } from './check-compiler.ts'
import { findHandWrittenCheck } from './iam-hand-written-checks.ts'
import { lowerCamel } from './path.ts'
import { memberMustNotBeNull, type Rule, rulesOf } from './rules.ts'
import { shown } from './shown.ts'

/** How the services of the Query family differ in their words. */
interface Wording {
  /** IAM stopped repeating values; STS, Auto Scaling and CloudFormation do. */
  readonly showsValues: boolean
  readonly showsEnums: boolean
  /** IAM ends the rules for the elements of a list with this one. */
  readonly lastElementRule: string | undefined
}

const iamWording: Wording = { showsValues: false, showsEnums: false, lastElementRule: memberMustNotBeNull }
const echoingWording: Wording = { showsValues: true, showsEnums: true, lastElementRule: undefined }

/** Collects every clause, in the order of the model's members. */
export class QueryChecks extends CheckCompiler {
  readonly #wording: Wording
  readonly #isIam: boolean

  constructor(service: Service) {
    super()
    this.#isIam = service === 'iam'
    this.#wording = this.#isIam ? iamWording : echoingWording
  }

  protected missing(): Check {
    return (_, path, clauses) => {
      clauses.push(this.#clause(undefined, path, memberMustNotBeNull))
    }
  }

  protected own(member: Member): Check | undefined {
    // A wrong character in one of IAM's names is told by a check of its own, not by the pattern.
    const hasOwnCheck = this.#isIam && findHandWrittenCheck(member.name) !== undefined
    const rules = rulesOf(member.shape, member.constraints, this.#wording.showsEnums)
    return this.#check(hasOwnCheck ? rules.filter((rule) => rule.kind !== 'pattern') : rules)
  }

  protected elements(shape: ListShape | MapShape, constraints: Constraints): Check | undefined {
    if (shape.kind === 'list') {
      return this.#every(shape.element, { constraints: constraints.member, subject: 'Member', values: (list) => list as unknown[] })
    }
    const keys = this.#every({ kind: 'string' }, { constraints: constraints.key, subject: 'Map keys', values: Object.keys })
    const values = this.#every(shape.value, { constraints: constraints.value, subject: 'Map value', values: Object.values })
    if (keys === undefined || values === undefined) return keys ?? values
    return (value, path, clauses) => {
      keys(value, path, clauses)
      values(value, path, clauses)
    }
  }

  protected segment(member: Member): string {
    return lowerCamel(member.queryName)
  }

  protected elementPath(path: string, position: number | string): string {
    return `${path}.${position}.member`
  }

  #check(rules: readonly Rule[]): Check | undefined {
    if (rules.length === 0) return undefined
    return (value, path, clauses) => {
      for (const rule of rules) {
        if (rule.isBrokenBy(value)) clauses.push(this.#clause(value, path, rule.text))
      }
    }
  }

  /** One clause for a whole list of scalars, naming every rule for its elements. */
  #every(
    shape: Shape,
    { constraints, subject, values }: { constraints: Constraints | undefined; subject: string; values: (value: object) => unknown[] },
  ): Check | undefined {
    const rules = rulesOf(shape, constraints, this.#wording.showsEnums)
    if (rules.length === 0) return undefined
    const { lastElementRule } = this.#wording
    const texts = [...inElementOrder(rules), ...(lastElementRule === undefined ? [] : [lastElementRule])]
    const text = `${subject} must satisfy constraint: [${texts.join(', ')}]`
    return (value, path, clauses) => {
      const isBroken = values(value as object).some((element) => rules.some((rule) => rule.isBrokenBy(element)))
      if (isBroken) clauses.push(this.#clause(value, path, text))
    }
  }

  #clause(value: unknown, path: string, rule: string): string {
    const repeated = value === undefined ? ' null' : ` '${shown(value)}'`
    return `Value${this.#wording.showsValues ? repeated : ''} at '${path}' failed to satisfy constraint: ${rule}`
  }
}

/** For elements AWS names the longest length first and the pattern last. */
const inElementOrder = (rules: readonly Rule[]): readonly string[] => {
  const bounds = rules.filter((rule) => rule.kind === 'bound').toReversed()
  return [...bounds, ...rules.filter((rule) => rule.kind !== 'bound')].map((rule) => rule.text)
}
