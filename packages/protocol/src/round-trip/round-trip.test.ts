import { describe, expect, it } from '@jest/globals'
import { getService, type OperationModel, type Service } from '@rolecall/models'
import fc from 'fast-check'
import { readInput } from '../input/read-input.ts'
import type { ApiRequest } from '../message.ts'
import { writeOutput } from '../output/write-output.ts'
import { readRequest } from '../request/read-request.ts'
import { Arbitraries } from './arbitraries.ts'
import { SdkCaller } from './sdk.ts'

const runs: Readonly<Record<Service, number>> = { iam: 40, sts: 100, ec2: 20, autoscaling: 40, cloudformation: 40 }

const noMembers = { kind: 'structure', name: 'none', members: [] } as const

const readBack = (operation: OperationModel, request: ApiRequest): object => {
  const read = readRequest(request, operation.service)
  if ('response' in read) throw new Error(`The request was answered ${read.response.status}.`)
  expect(read.action).toBe(operation.name)
  return readInput(operation, read.parameters)
}

/** The SDK's client for EC2 signs a URL of its own into this request. */
const addedBySdk: Readonly<Record<string, readonly string[]>> = { CopySnapshot: ['PresignedUrl', 'DestinationRegion'] }

const without = (value: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

const checkOperation = async (operation: OperationModel, sdk: SdkCaller): Promise<void> => {
  const isEc2 = operation.service === 'ec2'
  const inputs = new Arbitraries({ isInput: true, hasEmptyLists: !isEc2 }).structure(operation.input)
  const outputs = new Arbitraries({ isInput: false, hasEmptyLists: true }).structure(operation.output ?? noMembers)
  const added = addedBySdk[operation.name] ?? []
  await fc.assert(
    fc.asyncProperty(inputs, outputs, async (input, output) => {
      let read: object | undefined
      const answered = await sdk.call(operation.name, input, (request) => {
        read = readBack(operation, request)
        return writeOutput(operation, output, '01234567-89ab-cdef-0123-456789abcdef')
      })
      expect(without(read ?? {}, added)).toEqual(without(input, added))
      expect(answered).toEqual(output)
    }),
    { numRuns: runs[operation.service] },
  )
}

/** fast-check gives the counterexample as the message and what went wrong with it as the cause. */
const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return `${error.message}\n${error.cause instanceof Error ? error.cause.message : ''}`.slice(0, 3000)
}

describe.each(['iam', 'sts', 'ec2', 'autoscaling', 'cloudformation'] as const)('every operation of %s', (service) => {
  it('reads what the SDK sends and writes what the SDK reads', async () => {
    const sdk = new SdkCaller(service)
    const failures: string[] = []
    for (const operation of getService(service).operations.values()) {
      try {
        await checkOperation(operation, sdk)
      } catch (error) {
        failures.push(`${operation.name}: ${explain(error)}`)
      }
    }
    expect(failures.slice(0, 5)).toEqual([])
  }, 120_000)
})
