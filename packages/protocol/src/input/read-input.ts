import { AwsError, type OperationModel, type Service } from '@rolecall/models'
import type { Parameters } from '../message.ts'
import type { Check } from '../validation/check-compiler.ts'
import { Ec2Checks } from '../validation/ec2-checks.ts'
import { handWrittenChecks } from '../validation/iam-hand-written-checks.ts'
import { missingParameterCheck } from '../validation/iam-missing-parameters.ts'
import { QueryChecks } from '../validation/query-checks.ts'
import { ec2Dialect, queryDialect } from './dialect.ts'
import { entriesOf } from './entries.ts'
import { type Reader, ReaderCompiler } from './readers.ts'

type Input = Readonly<Record<string, unknown>>
type InputCheck = (input: Input) => void

const compilers = new Map<Service, { readers: ReaderCompiler; checks: QueryChecks | Ec2Checks }>()

const compilersOf = (service: Service): { readers: ReaderCompiler; checks: QueryChecks | Ec2Checks } => {
  let found = compilers.get(service)
  if (found === undefined) {
    found =
      service === 'ec2'
        ? { readers: new ReaderCompiler(ec2Dialect), checks: new Ec2Checks() }
        : { readers: new ReaderCompiler(queryDialect), checks: new QueryChecks(service) }
    compilers.set(service, found)
  }
  return found
}

const validationError = (clauses: readonly string[]): AwsError => {
  const count = clauses.length === 1 ? '1 validation error' : `${clauses.length} validation errors`
  return new AwsError({ code: 'ValidationError', status: 400, message: `${count} detected: ${clauses.join('; ')}` })
}

const modelCheck =
  (check: Check): InputCheck =>
  (input) => {
    const clauses: string[] = []
    check(input, '', clauses)
    if (clauses.length > 0) throw validationError(clauses)
  }

/** In the order in which a service tells faults: the model's limits, then IAM's checks by hand. */
const inputChecks = (operation: OperationModel): readonly InputCheck[] => {
  const { checks } = compilersOf(operation.service)
  const model = checks.structure(operation.input)
  return [
    missingParameterCheck(operation),
    model === undefined ? undefined : modelCheck(model),
    operation.service === 'iam' ? handWrittenChecks(operation.input.members) : undefined,
  ].filter((check) => check !== undefined)
}

interface CompiledInput {
  readonly read: Reader
  readonly checks: readonly InputCheck[]
}

const compiled = new WeakMap<OperationModel, CompiledInput>()

const compile = (operation: OperationModel): CompiledInput => {
  let input = compiled.get(operation)
  if (input === undefined) {
    input = { read: compilersOf(operation.service).readers.structure(operation.input), checks: inputChecks(operation) }
    compiled.set(operation, input)
  }
  return input
}

/** The typed input of an operation, valid by the model; throws an AwsError in the words of the service. */
export const readInput = (operation: OperationModel, parameters: Parameters): object => {
  const { read, checks } = compile(operation)
  const input = read(entriesOf(parameters)) as Input
  for (const check of checks) check(input)
  return input
}
