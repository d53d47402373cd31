import type { Clock } from '@rolecall/clock'
import { type MetadataState, shownState } from '@rolecall/store'
import { type Answer, emptyAnswer, type GrantedToken, notFoundAnswer } from './http/answer.ts'
import type { MetadataRequest } from './http/metadata-request.ts'
import type { InstanceCache } from './instances/instance-cache.ts'
import type { SnapshotSource } from './instances/snapshot-source.ts'
import { contentAt, rootListing } from './tree/metadata-tree.ts'
import type { Instance } from './tree/snapshot.ts'
import { tokenLifetimeSeconds } from './tokens/token-lifetime.ts'
import type { TokenService } from './tokens/token-service.ts'

export interface MetadataServiceParts {
  instances: InstanceCache
  snapshots: SnapshotSource
  tokens: TokenService
  clock: Clock
  /** How long stopping and terminating take; until then the instance is still served. */
  stateDelaySeconds: number
}

/** One request with all that decides the answer. */
interface Visit {
  request: MetadataRequest
  state: MetadataState
  instance: Instance
  now: number
  /** Milliseconds left of the token sent; undefined when none was. */
  tokenTimeLeft: number | undefined
}

/** States in which what runs on the instance still ends its work. */
const leavingStates: ReadonlySet<string> = new Set(['stopping', 'shutting-down'])

const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

const tokenSecondsOf = (visit: Visit): number | undefined => (visit.tokenTimeLeft === undefined ? undefined : Math.ceil(visit.tokenTimeLeft / 1000))

/** Answers the requests of known instances, in the order of decisions that the real service keeps. */
export class MetadataService {
  readonly #parts: MetadataServiceParts

  constructor(parts: MetadataServiceParts) {
    this.#parts = parts
  }

  /** `state` is the caller's, read for this request; undefined for callers that are no instance. */
  // eslint-disable-next-line complexity -- the order of decisions of the real service, step by step
  async answer(request: MetadataRequest, state: MetadataState | undefined): Promise<Answer | GrantedToken> {
    const now = this.#parts.clock.nowMilliseconds()
    const { pathInstanceId, isToken } = request.target
    if (state === undefined || !this.#isServed(state, now)) return notFoundAnswer()
    const instance = await this.#parts.instances.load(state)
    if (instance === undefined) return notFoundAnswer()
    if (instance.metadataOptions.HttpEndpoint === 'disabled') return emptyAnswer(403)
    const visit: Visit = { request, state, instance, now, tokenTimeLeft: undefined }
    // A path that names another instance than the one that calls leads nowhere.
    const isForeign = pathInstanceId !== undefined && pathInstanceId !== state.instanceId
    if (request.method === 'PUT' && isToken && !isForeign) return this.#grantToken(visit)
    if (!(await this.#authenticate(visit))) return emptyAnswer(401)
    return isForeign ? notFoundAnswer(tokenSecondsOf(visit)) : this.#read(visit)
  }

  #isServed({ state, stateFrom, stateChangedAt }: MetadataState, now: number): boolean {
    if (state === 'running') return true
    const transition = { state, stateFrom, stateChangedAt: new Date(stateChangedAt) }
    return leavingStates.has(shownState(transition, new Date(now), this.#parts.stateDelaySeconds))
  }

  async #grantToken({ request, state, now }: Visit): Promise<Answer | GrantedToken> {
    // An open reverse proxy must not hand out tokens.
    if (request.isForwarded) return emptyAnswer(403)
    const seconds = tokenLifetimeSeconds(request.lifetime)
    if (seconds === undefined) return emptyAnswer(400)
    return { token: await this.#parts.tokens.make(state, now + seconds * 1000), seconds }
  }

  /** Sets what is left of the token; false when one is missing or a bad one was sent. */
  async #authenticate(visit: Visit): Promise<boolean> {
    const { token } = visit.request
    if (token === undefined) return visit.instance.metadataOptions.HttpTokens !== 'required'
    visit.tokenTimeLeft = await this.#parts.tokens.timeLeft(token, visit.state, visit.now)
    return visit.tokenTimeLeft !== undefined
  }

  async #read(visit: Visit): Promise<Answer> {
    const { request } = visit
    const { method, target } = request
    const tokenSeconds = tokenSecondsOf(visit)
    if (target.isToken) return tokenPathAnswer(method, tokenSeconds)
    if (!readMethods.has(method)) return emptyAnswer(403, { tokenSeconds })
    const answer = await this.#find(visit)
    if (answer === undefined) return notFoundAnswer(tokenSeconds)
    return method === 'OPTIONS' ? emptyAnswer(200, { tokenSeconds, allow: 'OPTIONS, GET, HEAD' }) : { ...answer, tokenSeconds }
  }

  async #find({ request, state, instance, now, tokenTimeLeft }: Visit): Promise<Answer | undefined> {
    const { place, isTop } = request.target
    const launchedAt = instance.launchedAt.getTime()
    if (isTop) return { status: 200, contentType: 'text/plain', body: rootListing, changedAt: launchedAt }
    if (place === undefined) return undefined
    const delivery = tokenTimeLeft === undefined ? '1.0' : '2.0'
    const snapshot = await this.#parts.snapshots.load({ state, instance, needs: place.needs, delivery, now: new Date(now) })
    const content = contentAt(place, snapshot)
    if (content === undefined) return undefined
    const { section, contentType, body } = content
    const changedAt = section === 'profile' || section === 'identity' ? snapshot[section]?.changedAt.getTime() : undefined
    return { status: 200, contentType, body, changedAt: changedAt ?? launchedAt }
  }
}

/** The token path is there to be PUT only. */
const tokenPathAnswer = (method: string, tokenSeconds: number | undefined): Answer => {
  const allow = 'OPTIONS, PUT'
  if (method === 'OPTIONS') return emptyAnswer(200, { tokenSeconds, allow })
  return emptyAnswer(405, { reason: 'Not Allowed', tokenSeconds, allow })
}
