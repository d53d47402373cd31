import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from '@jest/globals'
import type { Service } from '@rolecall/models'
import type { ApiRequest } from '../message.ts'
import { readRequest } from './read-request.ts'

const formType = ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'] as const

const request = (part: Partial<Omit<ApiRequest, 'body'>> & { body?: string | Uint8Array }): ApiRequest => ({
  method: 'POST',
  target: '/',
  headers: [formType],
  remoteAddress: '127.0.0.1',
  isSecure: false,
  ...part,
  body: Buffer.from(part.body ?? ''),
})

const read = (part: Parameters<typeof request>[0], service: Service = 'sts') => readRequest(request(part), service)

const answered = (part: Parameters<typeof request>[0], service: Service = 'sts') => {
  const found = read(part, service)
  if (!('response' in found)) throw new Error('The request was read.')
  return found.response
}

const redirect = (location = 'https://aws.amazon.com/iam') => ({ status: 302, headers: [['Location', location]], body: '' })

describe('what names the operation', () => {
  it('is the form of a POST', () => {
    expect(read({ body: 'Action=GetCallerIdentity&Version=2011-06-15&A=b+c%2B%C3%A9' })).toEqual({
      action: 'GetCallerIdentity',
      version: '2011-06-15',
      parameters: new Map([
        ['Action', 'GetCallerIdentity'],
        ['Version', '2011-06-15'],
        ['A', 'b c+é'],
      ]),
    })
  })

  it('is the query of a GET, whose body does not count', () => {
    expect(read({ method: 'GET', target: '/?Action=A', headers: [], body: 'Version=1' })).toMatchObject({ action: 'A', version: undefined })
  })

  it('is both of a POST, the query first', () => {
    const found = read({ target: '/?Action=A&X=1', body: 'X=2&Y=3' })
    expect('parameters' in found ? [...found.parameters] : undefined).toEqual([
      ['Action', 'A'],
      ['X', '1'],
      ['Y', '3'],
    ])
  })

  it('may be any path', () => {
    expect(read({ method: 'GET', target: '/some/where?Action=A' })).toMatchObject({ action: 'A' })
  })

  it('takes what is odd but unmistakable', () => {
    expect(read({ body: '&&Action=A&=x&B&C==&' })).toMatchObject({
      parameters: new Map([
        ['Action', 'A'],
        ['', 'x'],
        ['B', ''],
        ['C', '='],
      ]),
    })
    expect(read({ body: 'Action=A', headers: [['content-type', 'Application/X-WWW-Form-Urlencoded']] })).toMatchObject({ action: 'A' })
    expect(read({ target: '/?Action=A', headers: [] })).toMatchObject({ action: 'A' })
    expect(read({ body: Buffer.from('Action=A&B=é') })).toMatchObject({ parameters: new Map([['Action', 'A'], ['B', 'é']]) })
  })
})

describe('requests without an action', () => {
  it('are sent to the product page', () => {
    expect(answered({ body: 'Version=2011-06-15' })).toEqual(redirect())
    expect(answered({ method: 'GET', target: '/?Version=2011-06-15', headers: [] })).toEqual(
      redirect('https://aws.amazon.com/iam?Version=2011-06-15'),
    )
  })

  it.each(['application/json', 'application/x-amz-json-1.1', 'text/plain', 'multipart/form-data; boundary=x'])('include a POST of %s', (type) => {
    expect(answered({ body: 'Action=GetCallerIdentity', headers: [['Content-Type', type]] })).toEqual(redirect())
  })

  it('include a POST of something without a type', () => {
    expect(answered({ body: 'Action=GetCallerIdentity', headers: [] })).toEqual(redirect())
  })

  it('are unknown operations on any other path', () => {
    const unknown = { status: 404, headers: [['Content-Type', 'text/xml']], body: '<UnknownOperationException/>' }
    expect(answered({ method: 'GET', target: '/favicon.ico', headers: [] })).toEqual(unknown)
    expect(answered({ target: '/x', body: '{}', headers: [['Content-Type', 'application/json']] })).toEqual(unknown)
  })

  it('are refused by EC2', () => {
    expect(() => read({ body: 'Version=2016-11-15' }, 'ec2')).toThrow(
      expect.objectContaining({ code: 'MissingAction', status: 400, message: 'The request must contain the parameter Action' }),
    )
  })
})

describe('requests that are answered before they are read', () => {
  it.each(['DELETE', 'HEAD', 'PUT', 'PATCH', 'OPTIONS'])('%s is sent to the product page', (method) => {
    expect(answered({ method, target: '/?Action=A' })).toEqual(redirect())
  })

  it.each(['//../..', '/a/../../b', '/%2e%2E/x', '/%', '/%zz', 'x', '', 'http://host/', '*'])('the path %s is refused without a word', (target) => {
    expect(answered({ target, body: 'Action=A' })).toEqual({ status: 400, headers: [], body: '' })
  })

  it.each(['/a/../b?Action=A', '/a%20b?Action=A', '/./?Action=A'])('the path %s is fine', (target) => {
    expect(read({ method: 'GET', target })).toMatchObject({ action: 'A' })
  })

  it('a body beyond 10,000,000 bytes is too large', () => {
    const body = Buffer.alloc(10_000_001, 'a')
    expect(answered({ body })).toEqual({ status: 413, headers: [], body: '' })
    expect(answered({ body: body.subarray(1) })).toEqual(redirect())
  })

  it('carry the request id when it is known', () => {
    expect(readRequest(request({ body: 'x' }), 'sts', 'id-1')).toEqual({
      response: { status: 302, headers: [['x-amzn-RequestId', 'id-1'], ['Location', 'https://aws.amazon.com/iam']], body: '' },
    })
  })
})

describe('parameters that do not decode', () => {
  const malformed = (message: string) => expect.objectContaining({ code: 'MalformedQueryString', status: 400, message })

  it.each([
    ['Action=A&B=%', 'Incomplete trailing escape % sequence'],
    ['Action=A&B=%4', 'Incomplete trailing escape % sequence'],
    ['Action=A&%ZZ=1', 'Illegal hex character in escape % pattern: %ZZ'],
    ['Action=A&B=%41%G1', 'Illegal hex character in escape % pattern: %G1'],
    ['Action=A&B=%FF', 'The query string is not valid UTF-8'],
  ])('%s', (text, message) => {
    expect(() => read({ body: text })).toThrow(malformed(message))
    expect(() => read({ method: 'GET', target: `/x?${text}`.replaceAll('/x', '/') })).toThrow(malformed(message))
  })

  it('are refused as bytes that are no UTF-8', () => {
    expect(() => read({ body: Buffer.from([0x41, 0x3d, 0xc3, 0x28]) })).toThrow(expect.objectContaining({ code: 'MalformedInput', status: 400 }))
  })

  it('are refused in too great a number', () => {
    const body = Array.from({ length: 100_002 }, (_, index) => `a${index}`).join('&')
    expect(() => read({ body })).toThrow(expect.objectContaining({ code: 'MalformedInput' }))
  })
})

describe('what is kept of a request', () => {
  it('is no more than is asked for, however long its form', () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const kept: string[] = []
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    for (let number = 0; number < 50; number += 1) {
      const found = read({ body: `Action=AssumeRole&RoleSessionName=a-session-of-number-${number}&Unknown=${'a'.repeat(1_000_000)}` })
      if ('parameters' in found) kept.push(found.parameters.get('RoleSessionName') ?? '')
    }
    collectGarbage()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000)
    expect(kept.at(-1)).toBe('a-session-of-number-49')
  })
})
