import { ec2 } from '@rolecall/models'
import { ec2Operation } from '../context.ts'
import { showAssociation } from './association.ts'
import { associationChecks, getAssociation } from './requested-association.ts'

export const DisassociateIamInstanceProfile = ec2Operation(ec2.DisassociateIamInstanceProfile, {
  access: ({ AssociationId }, request) => associationChecks(AssociationId, request),

  async run({ AssociationId }, request) {
    const association = await getAssociation(AssociationId, request)
    if (association.isActive) await request.context.store.profileAssociations.end(association, request.now)
    return { IamInstanceProfileAssociation: showAssociation(association, 'disassociating') }
  },
})
