import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'

export const profileAssociationOperations: readonly Operation<Ec2Context>[] = []
