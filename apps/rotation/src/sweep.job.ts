import { Inject, Injectable } from '@nestjs/common'
import { dueInstances } from '@rolecall/credentials'
import { type RotationContext, rotationContext } from './context.ts'
import { rotationJobId } from './rotation-job-id.ts'

/** Finds what is due and adds `rotate` jobs for it. Run twice it adds nothing twice. */
@Injectable()
export class SweepJob {
  readonly #context: RotationContext

  constructor(@Inject(rotationContext) context: RotationContext) {
    this.#context = context
  }

  async run(): Promise<void> {
    const { store, clock, jobs } = this.#context
    // This process may not have seen a request since the clock was moved.
    clock.setOffset((await store.settings.get()).offsetMilliseconds)
    for await (const page of dueInstances({ store }, clock.now())) {
      await jobs.addRotations([{ id: rotationJobId(page), data: { instanceIds: page.map(({ instanceId }) => instanceId) } }])
    }
  }
}
