import { leadSecondsDefault, type RotationSettings } from '@rolecall/credentials'

/** A setting that cannot be used; its message is the one line that the user sees. */
export class ConfigurationError extends Error {}

export type Enforcement = 'enforce' | 'audit' | 'off'

/** What every process that answers API requests is told by its environment. */
export interface ApiConfiguration {
  host: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  accountId: string
  rootAccessKeyId: string
  rootSecretAccessKey: string
  adminToken: string | undefined
  /** Shared by the edge and the services behind it, so that they believe the caller address that it reports. */
  edgeToken: string | undefined
  enforcement: Enforcement
  instanceCredentials: Required<RotationSettings>
  /** Real seconds from one search for credentials to renew to the next. */
  sweepSeconds: number
  stateDelaySeconds: number
}

/** A number from the environment; refuses what is none or out of range. */
export const wholeNumber = (name: string, fallback: number, [minimum, maximum]: [number, number]): number => {
  const value = text(name)
  if (value === undefined) return fallback
  const number = Number(value)
  if (!Number.isInteger(number) || number < minimum || number > maximum) {
    throw new ConfigurationError(`${name} must be a whole number from ${minimum} to ${maximum}, not '${value}'.`)
  }
  return number
}

/** A text from the environment; an empty one counts as unset. */
export const text = (name: string): string | undefined => {
  const value = process.env[name]
  return value === '' ? undefined : value
}

export const portNumber = (name: string, fallback: number): number => wholeNumber(name, fallback, [0, 65_535])

/** One of several words from the environment; the first unless set. */
export const choice = <Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word => {
  const value = text(name) ?? words[0]
  const chosen = words.find((word) => word === value)
  if (chosen === undefined) throw new ConfigurationError(`${name} must be ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}, not '${value}'.`)
  return chosen
}

/** The URL of a server from the environment. What it says may hold a password, so a refusal does not repeat it. */
const serverUrl = (name: string, { schemes, example }: { schemes: readonly string[]; example: string }): string | undefined => {
  const value = text(name)
  if (value === undefined) return undefined
  const scheme = /^[a-z]+(?=:\/\/)/.exec(value)?.[0]
  if (scheme === undefined || !schemes.includes(scheme) || !URL.canParse(value)) throw new ConfigurationError(`${name} must be a URL such as ${example}.`)
  return value
}

const accountId = (): string => {
  const value = text('ROLECALL_ACCOUNT_ID') ?? '123456789012'
  if (!/^\d{12}$/.test(value)) throw new ConfigurationError(`ROLECALL_ACCOUNT_ID must have 12 digits, not '${value}'.`)
  return value
}

const daySeconds = 86_400

/** Reads the environment; refuses what makes no sense. */
export const readApiConfiguration = (): ApiConfiguration => ({
  host: text('ROLECALL_HOST') ?? '127.0.0.1',
  databaseUrl: serverUrl('DATABASE_URL', { schemes: ['postgresql', 'postgres'], example: 'postgresql://user:password@host:5432/name' }),
  redisUrl: serverUrl('REDIS_URL', { schemes: ['redis', 'rediss'], example: 'redis://host:6379' }),
  accountId: accountId(),
  rootAccessKeyId: text('ROLECALL_ROOT_ACCESS_KEY_ID') ?? 'test',
  rootSecretAccessKey: text('ROLECALL_ROOT_SECRET_ACCESS_KEY') ?? 'test',
  adminToken: text('ROLECALL_ADMIN_TOKEN'),
  edgeToken: text('ROLECALL_EDGE_TOKEN'),
  enforcement: choice('ROLECALL_ENFORCEMENT', ['enforce', 'audit', 'off']),
  instanceCredentials: {
    lifetimeSeconds: wholeNumber('ROLECALL_INSTANCE_CREDENTIAL_SECONDS', 23_700, [1, 365 * daySeconds]),
    leadSeconds: wholeNumber('ROLECALL_INSTANCE_CREDENTIAL_LEAD_SECONDS', leadSecondsDefault, [0, 365 * daySeconds]),
  },
  sweepSeconds: wholeNumber('ROLECALL_SWEEP_SECONDS', 10, [1, 3600]),
  stateDelaySeconds: wholeNumber('ROLECALL_STATE_DELAY_SECONDS', 0, [0, daySeconds]),
})
