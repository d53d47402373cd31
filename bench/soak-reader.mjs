// A program on an instance: it reads its credentials as an SDK does, and signs calls with them all the time.
import { request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

const refreshSeconds = 15 * 60
const leadSeconds = 20 * 60
const readsAnyway = 8

/** Nobody answered, or somebody whose database did not. */
class Outage extends Error {}

/** The clock jumped past the end of the metadata service's token between two requests. */
class TokenEnded extends Error {}

const call = (url, { method = 'GET', headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, timeout: 10_000 }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, body }))
      response.on('error', () => reject(new Outage('broken off')))
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', (error) => reject(new Outage(error.message)))
    sent.end()
  })

const successful = async (url, options) => {
  const answer = await call(url, options)
  if (answer.status >= 500) throw new Outage(`status ${answer.status}`)
  if (answer.status === 401) throw new TokenEnded(`${new URL(url).pathname} answered 401`)
  if (answer.status !== 200) throw new Error(`${new URL(url).pathname} answered ${answer.status}`)
  return answer.body
}

export class Reader {
  #credentials
  #calls = 0

  constructor({ instanceId, address, cloud, clock, tally }) {
    Object.assign(this, { instanceId, address, cloud, clock, tally })
  }

  async run(isOver) {
    while (!isOver()) {
      await this.#once().catch((error) => {
        if (error instanceof Outage) this.tally.outages += 1
        else this.tally.violations.push(`${this.instanceId}: ${error.message}`)
      })
      await delay(150 + Math.random() * 300)
    }
  }

  async #once() {
    this.#calls += 1
    const leftSeconds = ((this.#credentials?.expiresAt ?? 0) - this.clock.range().high) / 1000
    if (leftSeconds < refreshSeconds || this.#calls % readsAnyway === 0) await this.#read()
    await this.#use()
  }

  #replica() {
    return this.cloud.replicas[Math.floor(Math.random() * this.cloud.replicas.length)]
  }

  /** As the real SDKs do, which take a new token when one was refused. */
  async #read() {
    await this.#readOnce().catch((error) => {
      if (!(error instanceof TokenEnded)) throw error
      return this.#readOnce()
    })
  }

  /** A token, the role's name, its credentials. */
  async #readOnce() {
    const base = `http://${this.address}:${this.#replica().imdsPort}/latest`
    const before = this.clock.range()
    const token = await successful(`${base}/api/token`, { method: 'PUT', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' } })
    const headers = { 'x-aws-ec2-metadata-token': token }
    const role = await successful(`${base}/meta-data/iam/security-credentials/`, { headers })
    const document = JSON.parse(await successful(`${base}/meta-data/iam/security-credentials/${role}`, { headers }))
    const after = this.clock.range()
    this.tally.reads += 1
    if (document.Code !== 'Success') throw new Error(`read ${JSON.stringify(document)}`)
    const expiresAt = Date.parse(document.Expiration)
    this.#check(expiresAt, before, after)
    this.#credentials = { accessKeyId: document.AccessKeyId, secretAccessKey: document.SecretAccessKey, sessionToken: document.Token, expiresAt }
  }

  #check(expiresAt, before, after) {
    if (before.jumps !== after.jumps) return
    if (expiresAt <= before.low) throw new Error(`read credentials that ended ${(before.low - expiresAt) / 1000} s ago`)
    this.tally.shortest = Math.min(this.tally.shortest, (expiresAt - before.low) / 1000)
    if (expiresAt - before.low < leadSeconds * 1000) this.tally.late += 1
  }

  async #use() {
    const { expiresAt, ...credentials } = this.#credentials
    const client = new STSClient({ endpoint: this.#replica().endpoint, region: 'us-east-1', maxAttempts: 1, credentials })
    try {
      const { Arn } = await client.send(new GetCallerIdentityCommand({}))
      this.tally.calls += 1
      if (!Arn.endsWith(`/${this.instanceId}`)) throw new Error(`was taken for ${Arn}`)
    } catch (error) {
      this.#judge(error, expiresAt)
    } finally {
      client.destroy()
    }
  }

  #judge(error, expiresAt) {
    const status = error.$metadata?.httpStatusCode
    if (status === undefined || status >= 500) {
      if (error.message.includes('was taken for')) throw error
      throw new Outage(error.message)
    }
    // What ended while the call was under way was not current any more; a client reads again.
    if (expiresAt <= this.clock.range().high) this.#credentials = undefined
    else throw new Error(`a call with current credentials was refused: ${error.name}: ${error.message}`)
  }
}
