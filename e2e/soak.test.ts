import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { cleanEnvironment, isInstalled, root, run } from './rolecall-process.ts'

/** The soak test of `npm run bench soak`, cut to a few simulated hours in which everything breaks once. */
const soak = (backend: string) =>
  run(process.execPath, ['--no-warnings', join(root, 'bench/soak.mjs'), '--backend', backend, ...'--hours 7 --instances 8 --speed 1500 --pause 500'.split(' ')], cleanEnvironment())

const hasRedis = isInstalled('redis-server', '--version')
if (!hasRedis) console.warn('redis-server is not installed: the soak test on Redis is left out.')

describe('programs on instances', () => {
  it.each(hasRedis ? ['postgres', 'redis'] : ['postgres'])(
    'never read expired credentials nor have a call refused while processes are killed and the clock jumps, with queues on %s',
    async (backend) => {
      const { status, stdout, stderr } = await soak(backend)
      expect(`${stdout}${stderr}`).toMatch(/ \d{2,} reads, \d{3,} calls; .* 0 violations\n$/)
      expect(status).toBe(0)
    },
    120_000,
  )
})
