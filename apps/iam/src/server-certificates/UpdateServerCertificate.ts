import { iamArn } from '@rolecall/ids'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onEntity } from '../entities/access.ts'
import { serverCertificateExists } from './errors.ts'

export const UpdateServerCertificate = iamOperation(iam.UpdateServerCertificate, {
  effect: 'write',

  // AWS asks for the permission on the certificate as it is and as it will be.
  async access(input, request) {
    const source = await onEntity({ kind: 'server-certificate', name: input.ServerCertificateName }, request)
    const certificate = await request.context.entities.find('server-certificate', request, input.ServerCertificateName)
    const name = input.NewServerCertificateName ?? certificate?.name ?? input.ServerCertificateName
    const path = input.NewPath ?? certificate?.path ?? '/'
    return [source, { ...source, resource: iamArn(request.partition, request.account, { type: 'server-certificate', path, name }) }]
  },

  async run(input, request) {
    const { entities, store } = request.context
    const certificate = await entities.get('server-certificate', request, input.ServerCertificateName)
    const name = input.NewServerCertificateName ?? certificate.name
    const holder = await entities.find('server-certificate', request, name)
    if (holder !== undefined && holder.id !== certificate.id) throw serverCertificateExists(name)
    await store.serverCertificates.update(certificate.id, { name, path: input.NewPath ?? certificate.path })
    return undefined
  },
})
