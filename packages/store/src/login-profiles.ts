import type { Connection } from './connection.ts'

/** The password of a user, of which only hashes are kept. */
export interface LoginProfileRecord {
  userId: string
  createdAt: Date
  /** The user has to choose another at the next sign-in. */
  mustReset: boolean
  salt: string
  /** The present one first, then earlier ones, the newest first. */
  hashes: string[]
  changedAt: Date
}

/** The passwords of IAM users. */
export class LoginProfiles {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async find(userId: string): Promise<LoginProfileRecord | undefined> {
    return (await this.#connection.prisma.loginProfile.findUnique({ where: { userId } })) ?? undefined
  }

  async findMany(userIds: string[]): Promise<LoginProfileRecord[]> {
    return this.#connection.prisma.loginProfile.findMany({ where: { userId: { in: userIds } } })
  }

  /** False when the user has a password already. */
  async add(profile: LoginProfileRecord): Promise<boolean> {
    const { count } = await this.#connection.prisma.loginProfile.createMany({ data: [{ ...profile }], skipDuplicates: true })
    return count === 1
  }

  async update(userId: string, changes: Partial<Pick<LoginProfileRecord, 'mustReset' | 'hashes' | 'changedAt'>>): Promise<void> {
    await this.#connection.prisma.loginProfile.updateMany({ where: { userId }, data: changes })
  }

  /** False when there is none. */
  async remove(userId: string): Promise<boolean> {
    const { count } = await this.#connection.prisma.loginProfile.deleteMany({ where: { userId } })
    return count === 1
  }
}
