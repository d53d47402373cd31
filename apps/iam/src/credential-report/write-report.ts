import { iamArn, rootArn } from '@rolecall/ids'
import type { LoginProfileRecord, SigningCertificateRecord, UserRecord } from '@rolecall/store'
import type { IamRequest } from '../context.ts'
import { asLine, credentialCells, passwordCells, reportColumns, type ReportedKey, reportTime, rootPasswordCells } from './report-columns.ts'

/** What users hold to prove who is calling; root's things have no user. */
interface Credentials {
  keys: ReportedKey[]
  certificates: SigningCertificateRecord[]
  profiles: ReadonlyMap<string, LoginProfileRecord>
  /** Ids of the users with an MFA device. */
  withMfa: ReadonlySet<string | null>
  maximumAgeDays: number | undefined
}

const everyUser = { pathPrefix: '/', afterName: '', limit: 2_147_483_647 }

const readCredentials = async (users: UserRecord[], { context, partition, account }: IamRequest): Promise<Credentials> => {
  const { store } = context
  const key = { partition, account }
  const [keys, certificates, profiles, devices, policy] = await Promise.all([
    store.accessKeys.ofAccount(key),
    store.signingCertificates.ofAccount(key),
    store.loginProfiles.findMany(users.map(({ id }) => id)),
    store.mfaDevices.list(key),
    store.accountSettings.passwordPolicy(key),
  ])
  return {
    keys,
    certificates,
    profiles: new Map(profiles.map((profile) => [profile.userId, profile])),
    withMfa: new Set(devices.flatMap(({ userId, enabledAt }) => (enabledAt === null ? [] : [userId]))),
    maximumAgeDays: policy?.maximumAgeDays,
  }
}

const cellsOf = (userId: string | null, { keys, certificates, withMfa }: Credentials): string[] => {
  const isTheirs = (thing: { userId: string | null }): boolean => thing.userId === userId
  // Root has no devices here, and null stands for none.
  return [String(userId !== null && withMfa.has(userId)), ...credentialCells(keys.filter(isTheirs), certificates.filter(isTheirs))]
}

const userLine = (user: UserRecord, credentials: Credentials): string[] => [
  user.name,
  iamArn(user.partition, user.account, { type: 'user', path: user.path, name: user.name }),
  reportTime(user.createdAt),
  ...passwordCells(credentials.profiles.get(user.id), credentials.maximumAgeDays),
  ...cellsOf(user.id, credentials),
]

/** The credential report as it is now: a line for root, then one a user, by name. */
export const writeReport = async (request: IamRequest): Promise<string> => {
  const { context, partition, account, now } = request
  const users = await context.store.users.list(request, everyUser)
  const credentials = await readCredentials(users, request)
  const createdAt = (await context.store.accounts.createdAt({ partition, account })) ?? now
  const rootLine = ['<root_account>', rootArn(partition, account), reportTime(createdAt), ...rootPasswordCells, ...cellsOf(null, credentials)]
  return [reportColumns, rootLine, ...users.map((user) => userLine(user, credentials))].map(asLine).join('\n')
}
