import { findRegion } from '@rolecall/models'
import type { ApiRequest } from '@rolecall/protocol'

const hostOf = ({ headers }: ApiRequest): string => headers.find(([name]) => name.length === 4 && name.toLowerCase() === 'host')?.[1] ?? ''

/** The region in a host such as `sts.eu-west-1.amazonaws.com`; the global endpoint is in us-east-1. */
export const regionOfHost = (request: ApiRequest): string =>
  hostOf(request)
    .split('.')
    .find((label) => findRegion(label) !== undefined) ?? 'us-east-1'

/** Whether the request came to the one endpoint of STS that names no region. */
export const isGlobalEndpoint = (request: ApiRequest): boolean => hostOf(request).toLowerCase().startsWith('sts.amazonaws.com')
