const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const

export type PrincipalKind = (typeof principalKinds)[number]

/** Whether a Principal element may name principals under this key. */
export const isPrincipalKind = (kind: string): kind is PrincipalKind => (principalKinds as readonly string[]).includes(kind)

/** One entry of a Principal element. */
export type PrincipalEntry =
  | { kind: 'everyone' }
  | { kind: 'account'; account: string }
  | { kind: 'unique-id'; id: string }
  | { kind: 'arn'; arn: string }
  | { kind: 'service'; name: string }
  | { kind: 'federated'; provider: string }
  | { kind: 'canonical-user'; id: string }

const rootForm = /^arn:[^:]+:iam::(\d{12}):root$/
const uniqueIdForm = /^(AIDA|AROA)[A-Z2-7]{17}$/

const awsEntry = (value: string): PrincipalEntry => {
  if (value === '*') return { kind: 'everyone' }
  if (/^\d{12}$/.test(value)) return { kind: 'account', account: value }
  const root = rootForm.exec(value)
  if (root?.[1] !== undefined) return { kind: 'account', account: root[1] }
  return uniqueIdForm.test(value) ? { kind: 'unique-id', id: value } : { kind: 'arn', arn: value }
}

export const principalEntry = (kind: PrincipalKind, value: string): PrincipalEntry => {
  if (kind === 'AWS') return awsEntry(value)
  if (kind === 'Service') return { kind: 'service', name: value }
  return kind === 'Federated' ? { kind: 'federated', provider: value } : { kind: 'canonical-user', id: value }
}
