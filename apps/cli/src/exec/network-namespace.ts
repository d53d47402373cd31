import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CliError } from '../admin-client.ts'
import { type Judge, startRelay } from './relay.ts'

const metadataAddress = '169.254.169.254'
const ipv6MetadataAddress = 'fd00:ec2::254'

const ip = (...parameters: string[]): void => {
  const result = spawnSync('ip', parameters, { encoding: 'utf8' })
  if (result.error) throw new CliError('--netns needs the `ip` command (Debian package iproute2).')
  if (result.status !== 0) throw new CliError(`ip ${parameters.join(' ')} failed: ${result.stderr.trim()}`)
}

/** Kernels without IPv6 have no such address. */
const addIpv6Address = (name: string): boolean =>
  spawnSync('ip', ['-n', name, 'address', 'add', `${ipv6MetadataAddress}/128`, 'dev', 'lo']).status === 0

const startInnerRelay = (name: string, routes: string[]): Promise<() => void> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('./inner-relay.js', import.meta.url))
    const child = spawn('ip', ['netns', 'exec', name, process.execPath, script, ...routes], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.once('data', () => resolve(() => child.kill('SIGKILL')))
    child.on('error', reject)
    child.on('exit', () => reject(new CliError('The relay in the network namespace ended early.')))
  })

export interface NetworkNamespace {
  /** Puts a command into the namespace. */
  wrap(command: string[]): string[]
  remove(): void
}

export interface NamespaceTargets {
  metadata: URL
  edge: URL
  /** What becomes of connections to the metadata service. */
  judge(first: Buffer, isIpv6: boolean): ReturnType<Judge>
}

/**
 * A network namespace in which 169.254.169.254:80, and [fd00:ec2::254]:80 while the instance has it enabled, are the metadata
 * service as this instance sees it, and the edge answers at its usual address. Connections cross over Unix sockets, which
 * namespaces do not divide, so the host's own addresses, routes and firewall stay untouched.
 */
export const createNetworkNamespace = async (instanceId: string, targets: NamespaceTargets): Promise<NetworkNamespace> => {
  const name = `rolecall-${instanceId.slice(-8)}-${process.pid}`
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-netns-'))
  ip('netns', 'add', name)
  const sockets = { metadata: join(folder, 'metadata'), ipv6: join(folder, 'ipv6'), edge: join(folder, 'edge') }
  const servers: Server[] = []
  let stopInner: () => void = () => undefined
  const remove = (): void => {
    stopInner()
    for (const server of servers) server.close().unref()
    spawnSync('ip', ['netns', 'delete', name])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    ip('-n', name, 'link', 'set', 'lo', 'up')
    ip('-n', name, 'address', 'add', `${metadataAddress}/32`, 'dev', 'lo')
    const routes = [`${metadataAddress} 80 ${sockets.metadata}`, `127.0.0.1 ${targets.edge.port} ${sockets.edge}`]
    if (addIpv6Address(name)) routes.push(`${ipv6MetadataAddress} 80 ${sockets.ipv6}`)
    servers.push(
      await startRelay(sockets.metadata, targets.metadata, (first) => targets.judge(first, false)),
      await startRelay(sockets.ipv6, targets.metadata, (first) => targets.judge(first, true)),
      await startRelay(sockets.edge, targets.edge, () => Promise.resolve('pass')),
    )
    stopInner = await startInnerRelay(name, routes)
  } catch (error) {
    remove()
    throw error
  }
  return { wrap: (command) => ['ip', 'netns', 'exec', name, ...command], remove }
}
