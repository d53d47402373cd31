import { anonymousCaller, type Caller, CallerRefusal, type Claim } from '@rolecall/credentials'
import { AwsError, findRegion, type Service } from '@rolecall/models'
import { checkDate, checkScope, checkSignature, findSignature, type Signature, SignatureRefusal } from '@rolecall/sigv4'
import type { PipelineDependencies } from '../dependencies.ts'
import { maySignFor, regionOfHost } from '../endpoint.ts'
import * as errors from '../errors.ts'
import type { Authenticated, Exchange } from '../exchange.ts'

const skewWindowSeconds = 15 * 60

/** The refusal in the words of the service's family. */
const signatureError = (service: Service, refusal: SignatureRefusal): AwsError => {
  const { code, status, message } = service === 'ec2' ? refusal.forEc2() : { ...refusal, message: refusal.text }
  return new AwsError({ code, status, reason: refusal.message, ...(message === undefined ? {} : { message }) })
}

const callerError = (service: Service, refusal: CallerRefusal): AwsError => {
  const isExpired = refusal.kind === 'expired-token'
  if (service === 'ec2') return isExpired ? errors.requestExpired(refusal.message) : errors.authFailure(refusal.message)
  return isExpired ? errors.expiredToken(refusal.message) : errors.invalidClientTokenId(refusal.message)
}

/** Words what a part of the authentication refuses as the service does. */
export const asServiceError = (service: Service, error: unknown): unknown => {
  if (error instanceof SignatureRefusal) return signatureError(service, error)
  return error instanceof CallerRefusal ? callerError(service, error) : error
}

const findClaim = <Context>(exchange: Exchange<Context>): { signature: Signature; claim: Claim } => {
  const signature = findSignature(exchange.request)
  if (signature === undefined) {
    throw exchange.service === 'ec2' ? errors.missingAccessKeyId() : errors.missingAuthenticationToken()
  }
  const partition = findRegion(signature.scope.region)?.partition ?? 'aws'
  return { signature, claim: { accessKeyId: signature.accessKeyId, sessionToken: signature.sessionToken, partition } }
}

/**
 * Skew is judged at the simulated time. A client whose own clock was not moved along signs with real time, which is
 * as good: without this no AWS CLI would work once time is moved.
 */
const checkSkew = (signature: Signature, now: Date, { clock }: PipelineDependencies): void => {
  const realMilliseconds = now.getTime() - clock.offsetMilliseconds
  const isSignedInRealTime = Math.abs(signature.signedAt.getTime() - realMilliseconds) <= skewWindowSeconds * 1000
  if (clock.offsetMilliseconds === 0 || !isSignedInRealTime) checkDate(signature, now, skewWindowSeconds)
}

/** The caller of an operation that needs no signature; one that is there all the same, good or bad, is ignored. */
export const acceptUnsigned = async <Context>(exchange: Exchange<Context>, dependencies: PipelineDependencies): Promise<Authenticated> => {
  const region = regionOfHost(exchange.request)
  const partition = findRegion(region)?.partition ?? 'aws'
  const freshness = await dependencies.store.freshness.read({ partition, account: '' })
  // The read above also brought the clock up to date.
  exchange.now = dependencies.clock.now()
  const claim: Claim = { accessKeyId: '', sessionToken: undefined, partition }
  return { caller: anonymousCaller(partition), claim, freshness, partition, region }
}

/** What an instance itself is, without a role, only STS tells; everything else takes the key for an unknown one. */
const refuseInstanceIdentity = ({ service, operation }: Exchange<never>, { session }: Caller): void => {
  if (session?.kind !== 'instance-identity' || (service === 'sts' && operation?.handle.name === 'GetCallerIdentity')) return
  throw new CallerRefusal('invalid-token', 'The credentials are those of an instance’s own identity, which may call sts:GetCallerIdentity only.')
}

/** Verifies the signature in AWS's order of checks and says who signed. */
export const authenticate = async <Context>(
  exchange: Exchange<Context>,
  dependencies: PipelineDependencies,
): Promise<Authenticated> => {
  const { signature, claim } = findClaim(exchange)
  const { finder, store } = dependencies
  const account = finder.accountOf(claim)
  const freshness = store.freshness.known(account) ?? (await store.freshness.read(account))
  // The read above also brought the clock up to date.
  exchange.now = dependencies.clock.now()
  checkSkew(signature, exchange.now, dependencies)
  checkScope(signature, { isValidRegion: (region) => maySignFor(region, exchange.request), expectedService: exchange.service })
  const moment = { freshness, now: exchange.now, store }
  const found = finder.known(claim, moment) ?? (await finder.find(claim, moment))
  if (!checkSignature(exchange.request, signature, found)) {
    const reason = 'The signature differs from the one calculated with the secret key of this access key id.'
    throw exchange.service === 'ec2' ? errors.authFailure(reason) : errors.signatureDoesNotMatch(reason)
  }
  refuseInstanceIdentity(exchange as Exchange<never>, found.caller)
  return { caller: found.caller, claim, freshness, partition: claim.partition, region: signature.scope.region }
}
