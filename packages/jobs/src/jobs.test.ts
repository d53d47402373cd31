import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { type Jobs, type JobsOptions, openJobs } from './index.ts'

const databaseUrl = process.env['ROLECALL_TEST_DATABASE_URL'] ?? ''

const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('redis-server is not installed: the tests of the Redis backend are left out.')
    return false
  }
})()

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })

/** Resolves when it was called so many times. */
const countdown = (times: number): { reached: Promise<void>; hit: () => void } => {
  let left = times
  let finish: () => void = () => undefined
  const reached = new Promise<void>((resolve) => {
    finish = resolve
  })
  return {
    reached,
    hit() {
      left -= 1
      if (left === 0) finish()
    },
  }
}

const ignore = async (): Promise<void> => undefined

const behavesAsQueues = (makeOptions: () => JobsOptions): void => {
  let opened: Jobs[] = []
  const open = async (): Promise<Jobs> => {
    const jobs = await openJobs(makeOptions())
    opened.push(jobs)
    return jobs
  }
  afterEach(async () => {
    await Promise.all(opened.map((jobs) => jobs.close()))
    opened = []
  })

  it('gives each rotation to one handler with what it carries', async () => {
    const [producer, worker] = [await open(), await open()]
    const seen: string[][] = []
    const three = countdown(3)
    await worker.work({
      sweep: ignore,
      async rotate({ instanceIds }) {
        seen.push(instanceIds)
        three.hit()
      },
    })
    await producer.addRotations([
      { id: 'rotate-i-1-1', data: { instanceIds: ['i-1', 'i-2'] } },
      { id: 'rotate-i-3-1', data: { instanceIds: ['i-3'] } },
      { id: 'rotate-i-4-7', data: { instanceIds: ['i-4'] } },
    ])
    await three.reached
    expect(seen.sort()).toEqual([['i-1', 'i-2'], ['i-3'], ['i-4']])
  })

  it('drops a rotation whose id still waits, and takes it again once it is done', async () => {
    const jobs = await open()
    const rotation = { id: 'rotate-i-9-1', data: { instanceIds: ['i-9'] } }
    await jobs.addRotations([rotation])
    await jobs.addRotations([rotation])
    expect(await jobs.countWaitingRotations()).toBe(1)
    const marker = countdown(1)
    let runs = 0
    await jobs.work({
      sweep: ignore,
      async rotate({ instanceIds }) {
        if (instanceIds[0] === 'i-9') runs += 1
        else marker.hit()
      },
    })
    await jobs.addRotations([{ id: 'rotate-i-last-1', data: { instanceIds: ['i-last'] } }])
    await marker.reached
    expect(runs).toBe(1)
  })

  it('runs one scheduled sweep at a time however many processes schedule it', async () => {
    const [one, other] = [await open(), await open()]
    const three = countdown(3)
    const times: number[] = []
    const handlers = {
      async sweep() {
        times.push(performance.now())
        three.hit()
      },
      rotate: ignore,
    }
    await Promise.all([one.work(handlers), other.work(handlers)])
    await Promise.all([one.scheduleSweeps(1), other.scheduleSweeps(1)])
    await three.reached
    // The first comes at once, the others at whole seconds.
    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900)
  })

  it('sweeps at once when nudged, and goes on after a handler that failed', async () => {
    const failures: string[] = []
    const jobs = await openJobs({ ...makeOptions(), onError: (error) => failures.push(error.message) })
    opened.push(jobs)
    const first = countdown(1)
    const second = countdown(1)
    let runs = 0
    await jobs.work({
      async sweep() {
        runs += 1
        if (runs > 1) return second.hit()
        first.hit()
        throw new Error('the first sweep breaks')
      },
      rotate: ignore,
    })
    await jobs.nudgeSweep()
    await first.reached
    while (runs < 2) await jobs.nudgeSweep()
    await second.reached
    expect(failures).toContain('the first sweep breaks')
  })
}

describe('jobs on Postgres', () => {
  const namespace = 'test_jobs_bullmq'
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  const dropNamespace = () => pool.query(`DROP SCHEMA IF EXISTS ${namespace} CASCADE`)
  beforeAll(dropNamespace)
  afterAll(async () => {
    await dropNamespace()
    await pool.end()
  })

  behavesAsQueues(() => ({ databaseUrl, namespace }))

  it('refuses a database that does not answer', async () => {
    const port = await freePort()
    await expect(openJobs({ databaseUrl: `postgresql://postgres@127.0.0.1:${port}/postgres` })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('holds one connection while idle and two more at work', async () => {
    const jobs = await openJobs({ databaseUrl: `${databaseUrl}${databaseUrl.includes('?') ? '&' : '?'}application_name=jobs-count`, namespace })
    await jobs.work({ sweep: ignore, rotate: ignore })
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name IN ('jobs-count', 'sweep', 'rotate')`,
    )
    await jobs.close()
    expect(rows[0]?.count).toBeLessThanOrEqual(3)
  })
})

const describeRedis = hasRedis ? describe : describe.skip

describeRedis('jobs on Redis', () => {
  let redis: ChildProcess | undefined
  let redisUrl = ''
  beforeAll(async () => {
    const port = await freePort()
    redisUrl = `redis://127.0.0.1:${port}`
    redis = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
  })
  afterAll(() => {
    redis?.kill()
  })

  behavesAsQueues(() => ({ databaseUrl, redisUrl, namespace: 'test' }))

  it('refuses a Redis that does not answer', async () => {
    const port = await freePort()
    await expect(openJobs({ databaseUrl, redisUrl: `redis://127.0.0.1:${port}` })).rejects.toThrow(
      `Redis at 127.0.0.1:${port} does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
    )
  })
})
