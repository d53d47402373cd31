import type { CredentialCounts } from '@rolecall/store'
import type { EdgeContext } from '../context.ts'
import { type ClockView, clockView } from './move-clock.ts'

export interface HealthView {
  /** `degraded` while a part does not answer. */
  status: 'ok' | 'degraded'
  services: Record<string, string>
  version: string
}

export interface StatusView extends HealthView {
  clock: ClockView
  /** Real seconds since rotation last looked for what is due. */
  rotation: { lastSweepSecondsAgo: number | null }
  credentials: CredentialCounts
}

/** Who answers. */
export const showHealth = async ({ configuration, checkHealth }: EdgeContext): Promise<HealthView> => {
  const services = await checkHealth()
  const isHealthy = Object.values(services).every((state) => state === 'ok')
  return { status: isHealthy ? 'ok' : 'degraded', services, version: configuration.version }
}

/** How everything stands. */
export const showStatus = async (context: EdgeContext): Promise<StatusView> => {
  const { store, clock, configuration } = context
  const health = await showHealth(context)
  clock.setOffset((await store.settings.get()).offsetMilliseconds)
  const credentials = await store.credentialCensus.take(clock.now(), configuration.leadSeconds)
  const lastSweepSecondsAgo = (await store.rotationSweeps.secondsAgo()) ?? null
  return { ...health, clock: clockView(clock), rotation: { lastSweepSecondsAgo }, credentials }
}

interface Metric {
  name: string
  help: string
  values: [labels: Record<string, string>, value: number][]
}

const escapeLabel = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const sample = (name: string, labels: Record<string, string>, value: number): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`)
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`
}

const gauge = ({ name, help, values }: Metric): string =>
  values.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${values.map(([labels, value]) => sample(name, labels, value)).join('')}`

const single = (value: number | null): Metric['values'] => (value === null ? [] : [[{}, value]])

const byLabel = (label: string, counted: Record<string, number>): Metric['values'] =>
  Object.entries(counted).map(([text, value]) => [{ [label]: text }, value])

/** The same in Prometheus's text format, version 0.0.4. */
export const showMetrics = ({ services, version, clock, rotation, credentials }: StatusView): string => {
  const { total, due, late, expired, missing } = credentials
  const up = Object.fromEntries(Object.entries(services).map(([service, state]) => [service, state === 'ok' ? 1 : 0]))
  const metrics: Metric[] = [
    { name: 'rolecall_info', help: 'The version that runs.', values: [[{ version }, 1]] },
    { name: 'rolecall_up', help: 'Whether a part answers.', values: byLabel('service', up) },
    { name: 'rolecall_clock_offset_seconds', help: 'How far simulated time is ahead of real time.', values: single(clock.offsetSeconds) },
    { name: 'rolecall_instance_credentials', help: 'Instances that have credentials, ended ones included.', values: single(total) },
    {
      name: 'rolecall_instance_credentials_pending',
      help: 'Instances with something to do: without credentials for their profile, due for renewal, within the lead time of the end, past the end.',
      values: byLabel('state', { missing, due, late, expired }),
    },
    {
      name: 'rolecall_instance_credentials_failed',
      help: 'Instances whose last renewal failed, by the code that they find at the metadata service.',
      values: byLabel('code', credentials.failed),
    },
    {
      name: 'rolecall_instance_credentials_failures',
      help: 'The same by account and role; the fifty with most instances.',
      values: credentials.failures.map(({ code, account, roleName, count }) => [{ code, account, role: roleName ?? '' }, count]),
    },
    { name: 'rolecall_rotation_last_sweep_seconds', help: 'Real seconds since rotation last looked for what is due.', values: single(rotation.lastSweepSecondsAgo) },
    { name: 'rolecall_instance_credentials_oldest_seconds', help: 'Age of the oldest credentials.', values: single(credentials.oldestSeconds) },
    { name: 'rolecall_instance_credentials_average_seconds', help: 'Average age of credentials.', values: single(credentials.averageSeconds) },
    {
      name: 'rolecall_instance_credentials_shortest_seconds',
      help: 'What is left of the credentials that end next; below zero when they have ended.',
      values: single(credentials.shortestSeconds),
    },
  ]
  return metrics.map(gauge).join('')
}
