import { parseArn } from '@rolecall/ids'
import { unknownContextProvider } from './errors.ts'

interface ContextInput {
  ProvidedContexts?: { ProviderArn?: string | undefined; ContextAssertion?: string | undefined }[] | undefined
}

/**
 * The ARNs of those who vouch for the contexts in a request, all of them AWS's. The assertions are AWS's secret: none can be
 * made here, so any is taken.
 */
export const contextProviders = ({ ProvidedContexts: contexts = [] }: ContextInput, partition: string): string[] =>
  contexts.map(({ ProviderArn = '' }) => {
    const arn = parseArn(ProviderArn)
    const isProvider = arn?.partition === partition && arn.service === 'iam' && arn.account === 'aws' && arn.resource.startsWith('contextProvider/')
    if (!isProvider) throw unknownContextProvider(ProviderArn)
    return ProviderArn
  })
