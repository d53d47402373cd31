// A small closed-loop load generator over raw sockets: it sends prepared bytes and reads whole answers, so that it costs
// the machine little beside the server that is measured.
import { connect } from 'node:net'

const headEnd = Buffer.from('\r\n\r\n')

const contentLength = (head) => {
  const match = /\r\ncontent-length: *(\d+)/i.exec(head)
  return match ? Number(match[1]) : 0
}

/** Sends on one kept connection, one request after another. */
class KeptConnection {
  constructor(target) {
    this.target = target
  }

  async open() {
    this.socket = connect(this.target)
    this.socket.setNoDelay(true)
    await new Promise((resolve, reject) => this.socket.once('connect', resolve).once('error', reject))
    this.received = []
    this.size = 0
    this.wanted = undefined
    this.socket.on('data', (chunk) => this.read(chunk))
    this.socket.on('close', () => this.reject?.(new Error('The server closed a kept connection.')))
  }

  read(chunk) {
    this.received.push(chunk)
    this.size += chunk.length
    if (this.wanted === undefined) {
      const bytes = this.received.length === 1 ? chunk : Buffer.concat(this.received)
      this.received = [bytes]
      const end = bytes.indexOf(headEnd)
      if (end < 0) return
      const head = bytes.subarray(0, end).toString('latin1')
      this.status = Number(head.slice(9, 12))
      this.wanted = end + 4 + contentLength(head)
    }
    if (this.size < this.wanted) return
    const answer = { status: this.status, body: Buffer.concat(this.received) }
    this.received = []
    this.size = 0
    this.wanted = undefined
    const { resolve } = this
    this.resolve = undefined
    this.reject = undefined
    resolve(answer)
  }

  send(bytes) {
    return new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
      this.socket.write(bytes)
    })
  }

  close() {
    this.reject = undefined
    this.socket.destroy()
  }
}

/** One connection a request, as the metadata service has it. */
const sendOnce = (target, bytes) =>
  new Promise((resolve, reject) => {
    const socket = connect(target)
    const chunks = []
    socket.setNoDelay(true)
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      const body = Buffer.concat(chunks)
      socket.destroy()
      resolve({ status: Number(body.subarray(9, 12).toString('latin1')), body })
    })
  })

export const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/**
 * Runs `connections` loops for `seconds`, or until the requests run out. `request(n)` gives the bytes of the n-th request,
 * undefined when there are no more. A `target` that is a function of n has each request sent elsewhere. Answers requests a second, latencies in
 * milliseconds, that of the first request too, and statuses seen.
 */
export const load = async ({ target, request, connections = 16, seconds = 4, warmupSeconds = 1, closes = false }) => {
  const latencies = []
  const statuses = new Map()
  const begin = performance.now() + warmupSeconds * 1000
  const end = begin + seconds * 1000
  let sent = 0
  let lastAnswer = begin
  let first
  let sample
  const loop = async () => {
    const connection = closes ? undefined : new KeptConnection(target)
    await connection?.open()
    for (;;) {
      const started = performance.now()
      if (started >= end) break
      const number = sent++
      const bytes = request(number)
      if (bytes === undefined) break
      const answer = await (connection ? connection.send(bytes) : sendOnce(typeof target === 'function' ? target(number) : target, bytes))
      const now = performance.now()
      if (number === 0) first = now - started
      sample = answer.body
      if (started < begin) continue
      latencies.push(now - started)
      lastAnswer = now
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    }
    connection?.close()
  }
  await Promise.all(Array.from({ length: connections }, loop))
  latencies.sort((one, other) => one - other)
  return {
    requestsPerSecond: latencies.length / ((lastAnswer - begin) / 1000),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    first,
    latencies,
    seconds: (lastAnswer - begin) / 1000,
    statuses: Object.fromEntries(statuses),
    sample: sample?.toString('utf8') ?? '',
  }
}
