// The policy engine alone, in this process: evaluations a second beside a plain evaluator, and the worst single evaluation
// over hostile policies of legal size.
import { readFileSync } from 'node:fs'
import { transformSync } from '@swc/core'
import { evaluate, explain, explainAllowed, parsePolicy } from '../packages/policy/dist/index.js'

/** The evaluator that the engine's tests hold it against; it reads the documents at every question. */
const loadReference = async () => {
  const source = readFileSync(new URL('../packages/policy/test/reference-evaluator.ts', import.meta.url), 'utf8')
  const { code } = transformSync(source, { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } })
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

const account = '123456789012'
const arn = (service, resource, region = 'us-east-1') => `arn:aws:${service}:${region}:${account}:${resource}`

const allow = (Action, Resource, Condition) => ({ Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) })
const deny = (Action, Resource, Condition) => ({ ...allow(Action, Resource, Condition), Effect: 'Deny' })

/** Ten policies of five statements, as a role of a team comes to have them. */
export const teamPolicies = () => {
  const list = [
    [
      allow(['ec2:Describe*', 'ec2:Get*'], '*'),
      allow(['ec2:RunInstances'], [arn('ec2', 'instance/*', '*'), arn('ec2', 'volume/*', '*'), arn('ec2', 'network-interface/*', '*')], { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } }),
      allow(['ec2:StartInstances', 'ec2:StopInstances', 'ec2:TerminateInstances'], arn('ec2', 'instance/*', '*'), { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }),
      allow('ec2:CreateTags', '*', { StringEquals: { 'ec2:CreateAction': ['RunInstances', 'CreateVolume'] } }),
      deny('ec2:*', '*', { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1', 'eu-central-1'] } }),
    ],
    [
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::team-data/${aws:PrincipalTag/team}/*'),
      allow('s3:ListBucket', 'arn:aws:s3:::team-data', { StringLike: { 's3:prefix': ['${aws:PrincipalTag/team}/*', 'public/*'] } }),
      allow('s3:GetBucketLocation', 'arn:aws:s3:::*'),
      deny('s3:*', ['arn:aws:s3:::team-data', 'arn:aws:s3:::team-data/*'], { Bool: { 'aws:SecureTransport': 'false' } }),
      deny('s3:PutObject', 'arn:aws:s3:::team-data/*', { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': ['AES256', 'aws:kms'] } }),
    ],
    [
      allow(['iam:Get*', 'iam:List*'], '*'),
      allow('iam:PassRole', arn('iam', 'role/app-*', ''), { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
      deny(['iam:Create*', 'iam:Put*', 'iam:Attach*'], '*', { ArnNotLike: { 'aws:PrincipalArn': arn('iam', 'role/admin/*', '') } }),
      deny('iam:DeleteRole', arn('iam', 'role/protected/*', '')),
      allow('iam:CreateServiceLinkedRole', '*', { StringLike: { 'iam:AWSServiceName': '*.amazonaws.com' } }),
    ],
    [
      allow('sts:AssumeRole', arn('iam', 'role/partner-*', '')),
      allow(['sts:TagSession', 'sts:SetSourceIdentity'], '*'),
      deny('sts:AssumeRole', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
      allow('sts:DecodeAuthorizationMessage', '*'),
      deny('*', '*', { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } }),
    ],
    [
      allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], arn('dynamodb', 'table/orders'), { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/team}', 'shared'] } }),
      allow('dynamodb:Describe*', '*'),
      allow('dynamodb:BatchGetItem', arn('dynamodb', 'table/orders*')),
      deny('dynamodb:DeleteTable', '*'),
      deny('dynamodb:*', arn('dynamodb', 'table/secret-*')),
    ],
  ]
  for (let number = 1; number <= 5; number += 1) {
    list.push([
      allow([`sqs:SendMessage`, 'sqs:ReceiveMessage'], arn('sqs', `queue-${number}-*`)),
      allow('sns:Publish', arn('sns', `topic-${number}`), { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }),
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arn('logs', `log-group:/app/${number}/*`)),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], arn('kms', 'key/*'), { StringEquals: { 'kms:ViaService': `s3.us-east-${number}.amazonaws.com` } }),
      deny(['kms:ScheduleKeyDeletion', 'logs:DeleteLogGroup'], '*', { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32'] } }),
    ])
  }
  return list.map((Statement) => ({ Version: '2012-10-17', Statement }))
}

const roleArn = arn('iam', 'role/app/worker', '')
const principal = {
  kind: 'role-session',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/worker/i-0123456789abcdef0`,
  principalArn: roleArn,
  uniqueId: 'AROAAAAAAAAAAAAAAAAAA',
  roleArn,
}

/** As the pipeline gives them: keys of every request. */
const keysOf = (region = 'us-east-1', minute = 0) => ({
  'aws:CurrentTime': '2026-11-24T10:00:00Z',
  'aws:EpochTime': '1795514400',
  'aws:SecureTransport': 'true',
  'aws:RequestedRegion': region,
  'aws:SourceIp': '10.1.2.3',
  'aws:UserAgent': 'aws-sdk-js/3.900.0',
  'aws:ViaAWSService': 'false',
  'aws:PrincipalArn': roleArn,
  'aws:PrincipalAccount': account,
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:userid': 'AROAAAAAAAAAAAAAAAAAA:i-0123456789abcdef0',
  'aws:TokenIssueTime': `2026-11-24T09:${String(minute).padStart(2, '0')}:00Z`,
  'aws:PrincipalTag/team': 'blue',
})

const questions = [
  ['ec2:DescribeInstances', '*'],
  ['ec2:RunInstances', arn('ec2', 'instance/*')],
  ['ec2:RunInstances', arn('ec2', 'instance/*'), {}, 'ap-south-1'],
  ['ec2:StopInstances', arn('ec2', 'instance/i-0123456789abcdef0'), { 'aws:ResourceTag/team': 'blue', 'ec2:InstanceType': 't3.micro' }],
  ['ec2:StopInstances', arn('ec2', 'instance/i-0123456789abcdef0'), { 'aws:ResourceTag/team': 'red', 'ec2:InstanceType': 't3.micro' }],
  ['ec2:CreateTags', arn('ec2', 'instance/*'), { 'ec2:CreateAction': 'RunInstances', 'aws:TagKeys': ['team', 'Name'] }],
  ['s3:GetObject', 'arn:aws:s3:::team-data/blue/2026/report.csv'],
  ['s3:PutObject', 'arn:aws:s3:::team-data/blue/2026/report.csv', { 's3:x-amz-server-side-encryption': 'aws:kms' }],
  ['s3:GetObject', 'arn:aws:s3:::team-data/red/2026/report.csv'],
  ['s3:ListBucket', 'arn:aws:s3:::team-data', { 's3:prefix': 'blue/2026' }],
  ['iam:GetRole', arn('iam', 'role/app-web', '')],
  ['iam:PassRole', arn('iam', 'role/app-web', ''), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
  ['iam:CreateRole', arn('iam', 'role/other', '')],
  ['sts:AssumeRole', arn('iam', 'role/partner-x', '')],
  ['dynamodb:Query', arn('dynamodb', 'table/orders'), { 'dynamodb:LeadingKeys': ['blue', 'shared'] }],
  ['sqs:SendMessage', arn('sqs', 'queue-4-jobs')],
  ['logs:PutLogEvents', arn('logs', 'log-group:/app/5/web:log-stream:x')],
  ['kms:Decrypt', arn('kms', 'key/1234'), { 'kms:ViaService': 's3.us-east-3.amazonaws.com' }],
  ['lambda:InvokeFunction', arn('lambda', 'function:f')],
  ['ec2:TerminateInstances', arn('ec2', 'instance/i-0123456789abcdef0'), { 'aws:ResourceTag/team': 'blue' }],
]

const compile = (document) => ({ name: 'p', type: 'inline', policy: parsePolicy(JSON.stringify(document)) })

const requestsFor = (policies) =>
  questions.map(([action, resource, keys = {}, region], minute) => ({ principal, action, resource, resourceAccount: account, context: [keysOf(region, minute), { 'aws:ResourceAccount': account, ...keys }], policies }))

/** Rounds over all requests until the time is up; the best of three, as other work on the machine only slows. */
const rate = (decide, requests, seconds) => {
  let best = 0
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const started = performance.now()
    let count = 0
    let elapsed = 0
    while (elapsed < (seconds * 1000) / 4) {
      for (let round = 0; round < 25; round += 1) for (const request of requests) decide(request)
      count += 25 * requests.length
      elapsed = performance.now() - started
    }
    best = Math.max(best, (count / elapsed) * 1000)
  }
  return best
}

/** Evaluations a second by the engine and by the plain evaluator. */
export const measurePolicyRate = async (seconds) => {
  const { referenceDecision } = await loadReference()
  const raw = teamPolicies()
  const requests = requestsFor({ identity: raw.map(compile) })
  const rawRequests = requestsFor({ identity: raw })
  for (const [index, request] of requests.entries()) {
    if (evaluate(request).kind !== referenceDecision(rawRequests[index]).kind) throw new Error(`The evaluators differ about ${request.action}.`)
  }
  const explained = (request) => {
    const decision = evaluate(request)
    return decision.isAllowed ? explainAllowed(request, decision) : explain(request, decision)
  }
  return { engine: rate(evaluate, requests, seconds), explained: rate(explained, requests, seconds / 2), reference: rate(referenceDecision, rawRequests, seconds / 2) }
}

// All that a role's inline policies may hold, in one policy.
const policyCharacters = 10_240

/** As many of the values as fit. */
const filled = (makeStatement, makeValue) => {
  const document = (values) => ({ Version: '2012-10-17', Statement: [makeStatement(values)] })
  const values = []
  let size = JSON.stringify(document([])).length
  for (let number = 0; ; number += 1) {
    const value = makeValue(number)
    size += JSON.stringify(value).length + 1
    if (size > policyCharacters) return document(values)
    values.push(value)
  }
}

const onResource = (values) => allow('s3:GetObject', values)
const onKey = (operator, key = 'aws:UserAgent') => (values) => allow('s3:GetObject', '*', { [operator]: { [key]: values } })
const longText = 'a'.repeat(2000)
const repeated = (piece, length) => piece.repeat(Math.floor(length / piece.length))

/** A text of these characters that no other number has, with no order to be found in it. */
const mixed = (number, length, characters = 'a?') => {
  let state = number * 2654435761 + 1
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return characters[(state >>> 16) % characters.length]
  }).join('')
}

/** Policies of the largest legal size that are slow for engines that try again what failed, or try each value by itself. */
const hostile = {
  'stars between letters': filled(onResource, () => `arn:aws:s3:::${repeated('*a', 5900)}b`.slice(0, 6000)),
  'one long tail': filled(onResource, () => `arn:aws:s3:::*${'a'.repeat(999)}b*`),
  'one long head': filled(onResource, () => `arn:aws:s3:::*b${'a'.repeat(999)}*`),
  'question marks': filled(onResource, () => `arn:aws:s3:::*${repeated('a?', 1000)}b*`),
  'many question marks': filled(onResource, (number) => `*:*${repeated('?a', 12)}b${number}*`),
  'many patterns': filled(onResource, (number) => `*:*aaaaaaaab${number}*`),
  'many values': filled(onKey('StringEquals'), (number) => number.toString(36)),
  'many values, ignoring case': filled(onKey('StringEqualsIgnoreCase'), (number) => number.toString(36)),
  'stars and question marks': filled(onKey('StringLike'), (number) => `*?*?${number.toString(36)}b*`),
  'many patterns that nearly match': filled(onKey('StringLike'), (number) => `*aab${number.toString(36)}*`),
  'patterns for sets': filled(onKey('ForAnyValue:StringLike', 'aws:TagKeys'), (number) => `*a?b${number.toString(36)}*`),
  'patterns for all of a set': filled(onKey('ForAllValues:StringNotLike', 'aws:TagKeys'), (number) => `*?b${number.toString(36)}*`),
  'texts for sets, ignoring case': filled(onKey('ForAllValues:StringNotEqualsIgnoreCase', 'aws:TagKeys'), (number) => number.toString(36)),
  'patterns for sets that share nothing': filled(onKey('ForAnyValue:StringLike', 'aws:TagKeys'), (number) => `*${mixed(number, 50)}b*`),
  'patterns that share nothing': filled(onResource, (number) => `*:*${mixed(number, 50)}b*`),
  'patterns without order for sets without order': filled(onKey('ForAnyValue:StringLike', 'sts:TransitiveTagKeys'), (number) => `*${mixed(number, 40, 'ab????')}*${mixed(number, 8, 'ab')}c*`),
  'variables for sets': filled(onKey('ForAnyValue:StringLike', 'aws:TagKeys'), (number) => '*?${aws:PrincipalTag/team}b' + number.toString(36)),
  'variables in texts': filled(onKey('StringEqualsIgnoreCase'), (number) => '${aws:username}' + number.toString(36)),
  'variables in resources': filled(onResource, (number) => 'arn:*:s3:::*${aws:PrincipalTag/team}?*b' + number.toString(36)),
  'many patterns as values': filled(onKey('StringLike'), (number) => `*a*a*b${number.toString(36)}`),
  'many short patterns as values': filled(onKey('StringNotLike'), (number) => `*?${String.fromCharCode(98 + (number % 20))}`),
  'many ranges': filled((values) => allow('s3:GetObject', '*', { IpAddress: { 'aws:SourceIp': values } }), (number) => `1.1.${number % 200}.0/24`),
  'many dates': filled((values) => allow('s3:GetObject', '*', { DateEquals: { 'aws:CurrentTime': values } }), (number) => `${2000 + number}`),
  'many variables': filled(onKey('StringLike'), (number) => '*${aws:username}*${aws:username}*b' + number.toString(36)),
  'long patterns': filled(onKey('StringLike'), (number) => `*${mixed(number, 100)}b*`),
  'long variables': filled(onKey('StringLike'), (number) => '*?${aws:PrincipalTag/long}b' + number + '*'),
  'long variables in ARNs': filled((values) => allow('s3:GetObject', '*', { ArnLike: { 'aws:SourceArn': values } }), (number) => 'arn:*:*:*:*:*?${aws:PrincipalTag/long}b' + number + '*'),
  'many ARNs': filled((values) => allow('s3:GetObject', '*', { ArnLike: { 'aws:SourceArn': values } }), (number) => `arn:*:*:*:*:*a*a*b${number}`),
  'many actions': { Version: '2012-10-17', Statement: [allow(Array.from({ length: 600 }, (_, number) => `s3:*e*e*t*${number}`), '*')] },
  'many keys': { Version: '2012-10-17', Statement: [allow('s3:GetObject', '*', { StringNotEquals: Object.fromEntries(Array.from({ length: 900 }, (_, number) => [`k${number}`, 'a'])) })] },
}

const tagKeysWithoutOrder = Array.from({ length: 50 }, (_, number) => mixed(number, 128, 'ab'))
const tagKeys = Array.from({ length: 50 }, (_, number) => `${'a'.repeat(126)}${number}`)

const hostileRequest = (document) => ({
  principal,
  action: 's3:GetObject',
  resource: `arn:aws:s3:::${longText}`,
  resourceAccount: account,
  context: [{ ...keysOf(), 'aws:UserAgent': longText, 'aws:username': 'a'.repeat(64), 'aws:PrincipalTag/long': 'a'.repeat(256), 'aws:TagKeys': tagKeys, 'sts:TransitiveTagKeys': tagKeysWithoutOrder, 'aws:SourceArn': `arn:aws:s3:::${longText}` }],
  policies: { identity: [compile(document)] },
})

/** Milliseconds of the processor, as other work on the machine makes those of the clock say little. */
const spent = (work) => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * The slowest policy and the milliseconds of one evaluation of it, of a policy that was parsed anew and has decided nothing yet, once
 * the engine's code is as quick as it gets: the best of several, as other work on the machine only slows.
 */
export const measureWorstEvaluation = () => {
  const timesOf = (document, count) => {
    const requests = Array.from({ length: count }, () => hostileRequest(document))
    return requests.map((request) => spent(() => evaluate(request)))
  }
  for (const document of Object.values(hostile)) timesOf(document, 10)
  const best = new Map(Object.keys(hostile).map((name) => [name, Infinity]))
  for (let round = 0; round < 4; round += 1) {
    for (const [name, document] of Object.entries(hostile)) best.set(name, Math.min(best.get(name), ...timesOf(document, 8)))
  }
  const times = [...best].map(([name, milliseconds]) => ({ name, milliseconds }))
  return times.sort((one, other) => other.milliseconds - one.milliseconds)
}
