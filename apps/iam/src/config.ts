import { text } from '@rolecall/pipeline'
import { parseQuotas, type Quotas } from './quotas.ts'

/** `ROLECALL_IAM_QUOTAS`, such as `RolesPerAccount=1000,PoliciesPerRole=20`. */
export const readQuotas = (): Quotas => parseQuotas(text('ROLECALL_IAM_QUOTAS') ?? '')
