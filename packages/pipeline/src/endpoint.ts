import { findRegion } from '@rolecall/models'
import { type ApiRequest, headerOf } from '@rolecall/protocol'

const hostOf = (request: ApiRequest): string => headerOf(request, 'host')?.toLowerCase() ?? ''

const regionIn = (host: string): string | undefined => host.split('.').find((label) => findRegion(label) !== undefined)

/** The region in a host such as `sts.eu-west-1.amazonaws.com`; the global endpoint is in us-east-1. */
export const regionOfHost = (request: ApiRequest): string => regionIn(hostOf(request)) ?? 'us-east-1'

const ofAws = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)(?::\d+)?$/

/**
 * Whether requests to this host may be signed for the region. Where names of AWS lead here, for that of the host alone, as
 * there; at any other host for every region that there is.
 */
export const maySignFor = (region: string, request: ApiRequest): boolean => {
  const host = hostOf(request)
  if (!ofAws.test(host)) return findRegion(region) !== undefined
  return region === (regionIn(host) ?? (host.includes('.us-gov.') ? 'us-gov-west-1' : 'us-east-1'))
}

/** Whether the request came to the one endpoint of STS that names no region. */
export const isGlobalEndpoint = (request: ApiRequest): boolean => /^sts\.amazonaws\.com(?::\d+)?$/.test(hostOf(request))
