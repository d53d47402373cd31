import { getService, type OperationModel } from '@rolecall/models'
import { Page } from './page.ts'
import { milliseconds, wholeSeconds } from './timestamps.ts'
import { WriterCompiler } from './writers.ts'

/** Makes the document around an operation's output. */
export type Envelope = (output: object, requestId: string) => Uint8Array

const queryWriters = new WriterCompiler({ indentation: '  ', formatTime: wholeSeconds })
const ec2Writers = new WriterCompiler({ indentation: '    ', formatTime: milliseconds })

// One page serves every answer, since writing one never waits.
const page = new Page()

interface Frame {
  readonly beforeId: Uint8Array
  readonly afterId: Uint8Array
}

/** Without an output shape there is no Result element at all; an output without members leaves an empty one. */
const queryEnvelope = ({ name, output: shape }: OperationModel, xmlNamespace: string): Envelope => {
  const open = Buffer.from(`<${name}Response xmlns="${xmlNamespace}">\n`)
  const metadata: Frame = {
    beforeId: Buffer.from('  <ResponseMetadata>\n    <RequestId>'),
    afterId: Buffer.from(`</RequestId>\n  </ResponseMetadata>\n</${name}Response>\n`),
  }
  const writeResult = shape === undefined ? undefined : queryWriters.element(shape, `${name}Result`, 1)
  return (output, requestId) => {
    page.rewind(0)
    page.literal(open)
    writeResult?.(output, page)
    page.element(metadata.beforeId, requestId, metadata.afterId)
    return page.finish()
  }
}

const ec2Envelope = ({ name, output: shape }: OperationModel, xmlNamespace: string): Envelope => {
  const head: Frame = {
    beforeId: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<${name}Response xmlns="${xmlNamespace}">\n    <requestId>`),
    afterId: Buffer.from('</requestId>\n'),
  }
  const close = Buffer.from(`</${name}Response>\n`)
  const returned = Buffer.from('    <return>true</return>\n')
  const writeContent = shape === undefined ? undefined : ec2Writers.content(shape, 1)
  return (output, requestId) => {
    page.rewind(0)
    page.element(head.beforeId, requestId, head.afterId)
    if (writeContent === undefined) page.literal(returned)
    else writeContent(output, page)
    page.literal(close)
    return page.finish()
  }
}

const envelopes = new WeakMap<OperationModel, Envelope>()

export const envelopeOf = (operation: OperationModel): Envelope => {
  let envelope = envelopes.get(operation)
  if (envelope === undefined) {
    const { protocol, xmlNamespace } = getService(operation.service)
    envelope = protocol === 'ec2' ? ec2Envelope(operation, xmlNamespace) : queryEnvelope(operation, xmlNamespace)
    envelopes.set(operation, envelope)
  }
  return envelope
}
