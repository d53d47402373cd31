import { Command } from 'commander'
import { callAdmin, post } from './admin-client.ts'
import { parseDuration } from './duration.ts'
import { type EventOptions, followEvents, printEvents } from './events.ts'
import { exec, type ExecOptions } from './exec/exec.ts'
import type { InstanceView } from './exec/instance-environment.ts'
import { explain } from './explain/explain.ts'
import { printGeneratedPolicy } from './generate-policy.ts'
import { showStatus } from './status.ts'

const print = (value: unknown): void => {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)}\n`)
}

const listInstances = async (options: { json?: boolean }): Promise<void> => {
  const { instances } = await callAdmin<{ instances: InstanceView[] }>('instances')
  if (options.json === true) return print(instances)
  for (const instance of instances) {
    print([instance.instanceId, instance.state, instance.region, instance.account, instance.metadataEndpoint].join('\t'))
  }
}

const clockCommand = (): Command => {
  const clock = new Command('clock').description('show or move the simulated time').action(async () => print(await callAdmin('clock')))
  clock
    .command('advance <duration>')
    .description('move time ahead by 90s, 45m, 3h, 1d …')
    .action(async (duration: string) => print(await callAdmin('clock', post({ advanceSeconds: parseDuration(duration) }))))
  clock
    .command('set <time>')
    .description('set the time, as ISO 8601')
    .action(async (time: string) => print(await callAdmin('clock', post({ now: time }))))
  clock
    .command('reset')
    .description('back to real time')
    .action(async () => print(await callAdmin('clock', post({ reset: true }))))
  return clock
}

const policyCommand = (): Command => {
  const policy = new Command('policy').description('policies from what was done')
  policy
    .command('generate')
    .description('the least privilege for what a role called, by the request log')
    .requiredOption('--role <name>', 'the role')
    .option('--since <time>', 'only calls since this ISO 8601 time, or since so long ago: 45m, 3h, 1d …')
    .option('--account <id>', "the role's account; the default account unless given")
    .option('--include-denied', 'also what was denied')
    .action(printGeneratedPolicy)
  return policy
}

const reset = async (options: { account?: string }): Promise<void> => {
  await callAdmin(options.account === undefined ? 'reset' : `reset?account=${encodeURIComponent(options.account)}`, post({}))
  print('Back to a fresh state.')
}

/** The command line, ready to parse. */
export const program = (): Command => {
  const rolecall = new Command('rolecall').description('Work with a running Rolecall.').enablePositionalOptions()
  rolecall
    .command('exec <instance-id> <command...>')
    .description('run a command as if on the instance, with its credentials from the metadata service')
    .option('--netns', 'in a network namespace where 169.254.169.254 is the metadata service (Linux, root)')
    .option('--hops <count>', 'with --netns: so many network hops from the instance, as 2 in a container on a bridge')
    .passThroughOptions()
    .action(async (instanceId: string, command: string[], options: ExecOptions) => {
      process.exitCode = await exec(instanceId, command[0] === '--' ? command.slice(1) : command, options)
    })
  rolecall.command('instances').description('list instances and their metadata endpoints').option('--json', 'as JSON').action(listInstances)
  rolecall.addCommand(clockCommand())
  rolecall.command('reset').description('back to a fresh state').option('--account <id>', 'only this account').action(reset)
  rolecall
    .command('events')
    .description('show the request log')
    .option('--limit <count>', 'the newest so many', '20')
    .option('--action <name>', 'only this operation')
    .option('--caller <arn>', 'only calls by this principal')
    .option('--decision <decision>', 'only allowed, explicitDeny, implicitDeny or wouldDeny')
    .option('--follow', 'go on as requests come')
    .option('--json', 'one JSON object a line')
    .action(async (options: EventOptions) =>
      options.follow === true ? followEvents(options) : printEvents(options),
    )
  rolecall
    .command('explain [request-id]')
    .description('why a request was allowed or refused: every policy that was looked at; without an id, of the newest that was denied')
    .option('--json', 'as JSON')
    .action(async (requestId: string | undefined, options: { json?: boolean }) => print(await explain(requestId, options)))
  rolecall.addCommand(policyCommand())
  rolecall.command('status').description('health of every part, and how rotation stands').option('--json', 'as JSON').action(showStatus)
  return rolecall
}
