import 'reflect-metadata'
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { type Clock, realNowMilliseconds } from '@rolecall/clock'
import type { RotationSettings, Sealer } from '@rolecall/credentials'
import { type Jobs, openJobs } from '@rolecall/jobs'
import type { Store } from '@rolecall/store'
import { type RotationContext, rotationContext } from './context.ts'
import { RotateJob } from './rotate.job.ts'
import { SweepJob } from './sweep.job.ts'

export interface RotationDependencies {
  store: Store
  sealer: Sealer
  clock: Clock
  settings: RotationSettings
  queues: { databaseUrl: string; redisUrl?: string | undefined; poolSize?: number; namespace?: string }
  /** Real seconds from one sweep to the next. */
  sweepSeconds: number
}

export interface Rotation {
  /** Sweeps as soon as it can, for those who know that something became due. */
  nudge(): Promise<void>
  close(): Promise<void>
}

/** The jobs of rotation as a Nest module. */
@Module({})
export class RotationModule {
  static over(context: RotationContext): DynamicModule {
    return { module: RotationModule, providers: [{ provide: rotationContext, useValue: context }, SweepJob, RotateJob] }
  }
}

const quietSeconds = 60
const sweepsPerSchedule = 6

/** Says once a minute at most what goes wrong with the queues: they come back by themselves. */
const reportErrors = (): ((error: Error) => void) => {
  let quietUntil = -Infinity
  return (error) => {
    const now = realNowMilliseconds()
    if (now < quietUntil) return
    quietUntil = now + quietSeconds * 1000
    console.error(`Rotation: ${error.message}`)
  }
}

const startWorkers = async (application: INestApplicationContext, jobs: Jobs): Promise<void> => {
  const sweep = application.get(SweepJob)
  const rotate = application.get(RotateJob)
  await jobs.work({ sweep: () => sweep.run(), rotate: (data) => rotate.run(data) })
}

/** Schedules sweeps, and does so again after every six: a Redis that was emptied has forgotten them. Answers how to stop that. */
const keepSweeping = async (jobs: Jobs, sweepSeconds: number, report: (error: Error) => void): Promise<() => void> => {
  await jobs.scheduleSweeps(sweepSeconds)
  const timer = setInterval(() => {
    jobs.scheduleSweeps(sweepSeconds).catch(report)
  }, sweepsPerSchedule * sweepSeconds * 1000)
  return () => {
    clearInterval(timer)
  }
}

/** Starts the workers of rotation; they run until `close`. */
export const createRotation = async (dependencies: RotationDependencies): Promise<Rotation> => {
  const { store, sealer, clock, settings, queues, sweepSeconds } = dependencies
  const report = reportErrors()
  const jobs = await openJobs({ ...queues, onError: report })
  const application = await NestFactory.createApplicationContext(RotationModule.over({ store, sealer, clock, settings, jobs }), {
    logger: false,
    abortOnError: false,
  })
  await startWorkers(application, jobs)
  const stopSweeping = await keepSweeping(jobs, sweepSeconds, report)
  return {
    nudge: () => jobs.nudgeSweep(),
    async close() {
      stopSweeping()
      await jobs.close()
      await application.close()
    },
  }
}
