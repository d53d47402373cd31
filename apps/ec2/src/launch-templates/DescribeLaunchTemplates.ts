import { ec2 } from '@rolecall/models'
import type { LaunchTemplateRecord } from '@rolecall/store'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate } from '../describe/index.ts'
import { idsMissing, namesMissing } from './errors.ts'
import { checkTemplateId, showTemplate } from './launch-template.ts'

const filters: FilterTable<LaunchTemplateRecord> = {
  names: {
    'create-time': (of) => of.createdAt,
    'launch-template-name': (of) => of.name,
  },
  tags: (of) => of.tags,
}

export const DescribeLaunchTemplates = ec2Operation(ec2.DescribeLaunchTemplates, {
  access({ LaunchTemplateIds = [] }, request) {
    LaunchTemplateIds.forEach(checkTemplateId)
    return accessToEverything(request)
  },

  async run(input, request) {
    const { LaunchTemplateIds: ids = [], LaunchTemplateNames: names = [] } = input
    const all = await request.context.store.launchTemplates.list(request)
    if (ids.some((id) => !all.some((one) => one.id === id))) throw idsMissing()
    if (names.some((name) => !all.some((one) => one.name === name))) throw namesMissing()
    const isNamed = ids.length + names.length > 0
    const rows = isNamed ? all.filter(({ id, name }) => ids.includes(id) || names.includes(name)) : all
    const rule = {
      operation: 'DescribeLaunchTemplates',
      keyOf: ({ createdAt, id }: LaunchTemplateRecord) => `${createdAt.toISOString()} ${id}`,
      range: [1, 200] as const,
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    return { LaunchTemplates: page.rows.map(showTemplate), NextToken: page.NextToken }
  },
})
