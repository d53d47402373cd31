import { wholeSeconds } from '@rolecall/clock'
import { iam } from '@rolecall/models'
import { iamOperation } from '../context.ts'
import { onNew } from '../entities/access.ts'
import { quotaExceeded } from '../errors.ts'
import { readTags, tagsIfAny } from '../tags/tags.ts'
import { serverCertificateExists } from './errors.ts'
import { readServerCertificate } from './read-certificate.ts'
import { certificateMetadata } from './server-certificate.ts'

/** The private key is looked at and forgotten: nobody gets it back. */
export const UploadServerCertificate = iamOperation(iam.UploadServerCertificate, {
  effect: 'write',

  access: (input, request) =>
    onNew(
      { type: 'server-certificate', path: input.Path, name: input.ServerCertificateName, tags: input.Tags, tagAction: 'iam:TagServerCertificate' },
      request,
    ),

  async run(input, { context, partition, account, now }) {
    const tags = readTags(input.Tags, { ignoresCase: false })
    const certificate = {
      id: context.ids.uniqueId('ASCA', account),
      partition,
      account,
      name: input.ServerCertificateName,
      path: input.Path ?? '/',
      createdAt: wholeSeconds(now),
      expiresAt: readServerCertificate(input),
      // AWS shows both without the white space around them, which Terraform counts on.
      body: input.CertificateBody.trim(),
      chain: input.CertificateChain?.trim() ?? null,
      tags,
    }
    const addition = await context.store.serverCertificates.add(certificate, context.quotas.ServerCertificatesPerAccount)
    if (addition === 'taken') throw serverCertificateExists(certificate.name)
    if (addition === 'full') throw quotaExceeded(context.quotas, 'ServerCertificatesPerAccount')
    return { ServerCertificateMetadata: certificateMetadata(certificate), ...tagsIfAny(tags) }
  },
})
