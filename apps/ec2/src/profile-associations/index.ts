import type { Operation } from '@rolecall/pipeline'
import type { Ec2Context } from '../context.ts'
import { AssociateIamInstanceProfile } from './AssociateIamInstanceProfile.ts'
import { DescribeIamInstanceProfileAssociations } from './DescribeIamInstanceProfileAssociations.ts'
import { DisassociateIamInstanceProfile } from './DisassociateIamInstanceProfile.ts'
import { ReplaceIamInstanceProfileAssociation } from './ReplaceIamInstanceProfileAssociation.ts'

export const profileAssociationOperations: readonly Operation<Ec2Context>[] = [
  AssociateIamInstanceProfile,
  DescribeIamInstanceProfileAssociations,
  DisassociateIamInstanceProfile,
  ReplaceIamInstanceProfileAssociation,
]
