import type { Connection } from './connection.ts'

/** The clock's offset and the reset counter. */
export class Settings {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async get(): Promise<{ offsetMilliseconds: number; epoch: number }> {
    const row = await this.#connection.prisma.setting.findUniqueOrThrow({ where: { id: 1 } })
    return { offsetMilliseconds: Number(row.offsetMilliseconds), epoch: row.epoch }
  }

  async setOffset(offsetMilliseconds: number): Promise<void> {
    await this.#connection.prisma.setting.update({ where: { id: 1 }, data: { offsetMilliseconds: BigInt(Math.round(offsetMilliseconds)) } })
    this.#connection.noteChange()
  }
}
