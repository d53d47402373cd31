import { ec2 } from '@rolecall/models'
import { accessToEverything } from '../access.ts'
import { ec2Operation } from '../context.ts'
import type { AccountDefaults } from './metadata-options.ts'

export const GetInstanceMetadataDefaults = ec2Operation(ec2.GetInstanceMetadataDefaults, {
  access: (_, request) => accessToEverything(request),

  async run(_, request) {
    const preferred = await request.context.store.metadataDefaults.get<AccountDefaults>(request)
    return { AccountLevel: { ...preferred, ManagedBy: 'account' as const } }
  },
})
