import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { findLaunched, keepToken } from './launch/client-token.ts'
import { launchChecks } from './launch/launch-access.ts'
import { launchInstances } from './launch/launch-instances.ts'
import { possibleLaunch, readLaunch } from './launch/read-launch.ts'
import { showLaunched, showStarted } from './launch/show-launched.ts'
import { missingTemplateChecks } from './launch/template-access.ts'

export const RunInstances = ec2Operation(ec2.RunInstances, {
  async access(input, request) {
    return (await missingTemplateChecks(input, request)) ?? launchChecks(await readLaunch(input, request), request)
  },

  lookUp: async (input, request) => possibleLaunch(await readLaunch(input, request)),

  async run(input, request) {
    const earlier = await findLaunched(input, request)
    if (earlier !== undefined) return showStarted(earlier, request)
    const { instances, profile, reservationId } = await launchInstances(possibleLaunch(await readLaunch(input, request)), request)
    await keepToken(input, reservationId, request)
    return showLaunched(instances, profile)
  },
})
