import { describe, expect, it } from '@jest/globals'
import { rotationJobId } from './rotation-job-id.ts'

const one = { instanceId: 'i-0123456789abcdef0', generation: 3 }
const other = { instanceId: 'i-0123456789abcdef1', generation: 1 }

describe('rotationJobId', () => {
  it('names the first instance and its generation, without colons', () => {
    expect(rotationJobId([one, other])).toMatch(/^rotate-i-0123456789abcdef0-3-[0-9a-f]{16}$/)
  })

  it('is the same for the same work and another for any other', () => {
    expect(rotationJobId([one, other])).toBe(rotationJobId([{ ...one }, { ...other }]))
    const others = [[one], [one, { ...other, generation: 2 }], [other, one]]
    expect(new Set([rotationJobId([one, other]), ...others.map(rotationJobId)]).size).toBe(4)
  })
})
