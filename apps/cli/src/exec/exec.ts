import { userInfo } from 'node:os'
import { callAdmin, CliError } from '../admin-client.ts'
import { currentEnvironment, findEndpoints } from '../config.ts'
import { type InstanceView, instanceEnvironment } from './instance-environment.ts'
import { metadataReach } from './metadata-reach.ts'
import { isReachable, startMetadataRelay } from './metadata-relay.ts'
import { createNetworkNamespace } from './network-namespace.ts'
import { runCommand } from './run-command.ts'

export interface ExecOptions {
  netns?: boolean
  /** Network hops from the instance to the command; 2 in a container on a bridge. */
  hops?: string
}

const metadataEndpoint = (instance: InstanceView): string => {
  const imds = new URL(findEndpoints().imds)
  const endpoint = new URL(instance.metadataEndpoint)
  // The port that this Rolecall listens on is what endpoints.json says.
  endpoint.port = imds.port
  return endpoint.origin
}

const readHops = ({ hops = '1', netns }: ExecOptions): number => {
  if (!/^[1-9]\d?$/.test(hops)) throw new CliError(`'${hops}' is no number of hops from 1 to 99.`)
  if (hops !== '1' && netns !== true) throw new CliError('--hops needs --netns.')
  return Number(hops)
}

const findInstance = (id: string): Promise<InstanceView> => callAdmin<InstanceView>(`instances/${encodeURIComponent(id)}`)

const execInNamespace = async (instance: InstanceView, command: string[], { edge, hops }: { edge: string; hops: number }): Promise<number> => {
  if (process.platform !== 'linux' || userInfo().uid !== 0) throw new CliError('--netns needs Linux and root.')
  const targets = {
    metadata: new URL(metadataEndpoint(instance)),
    edge: new URL(edge),
    judge: async (first: Buffer, isIpv6: boolean) => metadataReach(first, { isIpv6, hops }, (await findInstance(instance.instanceId)).metadataOptions),
  }
  const namespace = await createNetworkNamespace(instance.instanceId, targets)
  try {
    return await runCommand(namespace.wrap(command), instanceEnvironment(currentEnvironment(), instance, edge))
  } finally {
    namespace.remove()
  }
}

const execWithEndpoint = async (instance: InstanceView, command: string[], edge: string): Promise<number> => {
  const environment = instanceEnvironment(currentEnvironment(), instance, edge)
  const own = metadataEndpoint(instance)
  const relay = (await isReachable(own)) ? undefined : await startMetadataRelay(instance.instanceId, new URL(findEndpoints().imds))
  try {
    return await runCommand(command, { ...environment, AWS_EC2_METADATA_SERVICE_ENDPOINT: relay?.endpoint ?? own })
  } finally {
    relay?.close()
  }
}

/** Runs a command as if on the instance; answers its exit code. */
export const exec = async (instanceId: string, command: string[], options: ExecOptions): Promise<number> => {
  const instance = await findInstance(instanceId)
  if (instance.state !== 'running') throw new CliError(`The instance ${instanceId} is ${instance.state}; commands run on running instances.`)
  const { edge } = findEndpoints()
  const hops = readHops(options)
  if (options.netns === true) return execInNamespace(instance, command, { edge, hops })
  return execWithEndpoint(instance, command, edge)
}
