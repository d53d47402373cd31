import { Inject, Injectable } from '@nestjs/common'
import { dueInstances } from '@rolecall/credentials'
import { interruptSpotInstances } from '@rolecall/store'
import { type RotationContext, rotationContext } from './context.ts'
import { rotationJobId } from './rotation-job-id.ts'

/**
 * Interrupts the spot instances whose time has come. Then finds what is due and adds `rotate` jobs for it, a page of instances each. Run twice it adds nothing twice, and while jobs of
 * an earlier sweep still wait it adds nothing at all: however much is due, each instance waits in one job, and a queue that
 * nobody works off stays as long as it is.
 */
@Injectable()
export class SweepJob {
  readonly #context: RotationContext

  constructor(@Inject(rotationContext) context: RotationContext) {
    this.#context = context
  }

  async run(): Promise<void> {
    const { store, clock, jobs, settings } = this.#context
    // This process may not have seen a request since the clock was moved.
    clock.setOffset((await store.settings.get()).offsetMilliseconds)
    await interruptSpotInstances(store, clock.now())
    await store.rotationSweeps.note()
    if ((await jobs.countWaitingRotations()) > 0) return
    for await (const page of dueInstances({ store, settings }, clock.now())) {
      await jobs.addRotations([{ id: rotationJobId(page), data: { instanceIds: page.map(({ instanceId }) => instanceId) } }])
    }
  }
}
