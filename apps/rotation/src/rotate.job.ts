import { Inject, Injectable } from '@nestjs/common'
import { issueInstanceCredentials } from '@rolecall/credentials'
import { type RotationContext, rotationContext } from './context.ts'

/** Reads the instances again and does what the plan says for each; old, repeated and late jobs do no harm. */
@Injectable()
export class RotateJob {
  readonly #context: RotationContext

  constructor(@Inject(rotationContext) context: RotationContext) {
    this.#context = context
  }

  async run({ instanceIds }: { instanceIds: string[] }): Promise<void> {
    const { store, clock } = this.#context
    clock.setOffset((await store.settings.get()).offsetMilliseconds)
    await issueInstanceCredentials(this.#context, instanceIds, clock.now())
  }
}
