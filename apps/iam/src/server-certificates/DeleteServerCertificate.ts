import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'

export const DeleteServerCertificate = iamOperation(iam.DeleteServerCertificate, {
  effect: 'write',

  access: async (input, request) => [await onEntity({ kind: 'server-certificate', name: input.ServerCertificateName }, request)],

  async run(input, request) {
    const { id } = await request.context.entities.get('server-certificate', request, input.ServerCertificateName)
    await request.context.store.serverCertificates.remove(id)
    return undefined
  },
})
