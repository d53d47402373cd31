import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { reportExpired, reportNotPresent } from './errors.ts'
import { isCurrent } from './report-lifetime.ts'

export const GetCredentialReport = iamOperation(iam.GetCredentialReport, {
  access: () => [{ resource: '*' }],

  async run(_input, request) {
    const report = await request.context.store.credentialReports.find(request)
    if (report === undefined) throw reportNotPresent()
    if (!isCurrent(report, request.now)) throw reportExpired()
    return { Content: Buffer.from(report.content), ReportFormat: 'text/csv' as const, GeneratedTime: report.generatedAt }
  },
})
