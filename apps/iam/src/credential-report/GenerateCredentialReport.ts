import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { isCurrent } from './report-lifetime.ts'
import { writeReport } from './write-report.ts'

/** The report is there at once; as on AWS, the first call says that it was begun and the next that it is complete. */
export const GenerateCredentialReport = iamOperation(iam.GenerateCredentialReport, {
  effect: 'write',

  access: () => [{ resource: '*' }],

  async run(_input, request) {
    const { credentialReports } = request.context.store
    const present = await credentialReports.find(request)
    if (present !== undefined && isCurrent(present, request.now)) return { State: 'COMPLETE' as const }
    await credentialReports.put(request, { content: await writeReport(request), generatedAt: wholeSeconds(request.now) })
    return { State: 'STARTED' as const, Description: 'No report exists. Starting a new report generation task' }
  },
})
