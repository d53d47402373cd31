import { ec2 } from '@rolecall/models'
import type { ProfileAssociationRecord } from '@rolecall/store'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import { applyFilters, type FilterTable, paginate } from '../describe/index.ts'
import { associationState, showAssociation } from './association.ts'
import { noSuchAssociation } from './errors.ts'

interface Shown {
  association: ProfileAssociationRecord
  state: ReturnType<typeof associationState>
}

const filters: FilterTable<Shown> = {
  names: { 'instance-id': ({ association }) => association.instanceId, state: ({ state }) => state },
}

export const DescribeIamInstanceProfileAssociations = ec2Operation(ec2.DescribeIamInstanceProfileAssociations, {
  access: (_, request) => accessToEverything(request),

  async run(input, request) {
    const ids = input.AssociationIds ?? []
    const found = await request.context.store.profileAssociations.list(request, ids.length === 0 ? undefined : ids)
    const rows = found
      .map((association) => ({ association, state: associationState(association, request) }))
      .filter(({ state }) => state !== 'disassociated')
    const missing = ids.find((id) => !rows.some(({ association }) => association.id === id))
    if (missing !== undefined) throw noSuchAssociation(missing)
    const rule = {
      operation: 'DescribeIamInstanceProfileAssociations',
      keyOf: ({ association }: Shown) => association.id,
      ids: { given: input.AssociationIds, name: 'AssociationIds' },
    }
    const page = paginate(request, input, { rows: applyFilters(filters, input.Filters, rows), rule })
    const shown = page.rows.map(({ association, state }) => showAssociation(association, state))
    return { IamInstanceProfileAssociations: shown, NextToken: page.NextToken }
  },
})
