import type { PrincipalEntry } from '../parse/principal-entry.ts'
import type { Statement } from '../policy.ts'

/** The kind and the text of a principal in a policy; an account as its number. */
const principalText = (entry: PrincipalEntry): [kind: string, text: string] => {
  switch (entry.kind) {
    case 'everyone':
      return ['AWS', '*']
    case 'account':
      return ['AWS', entry.account]
    case 'unique-id':
      return ['AWS', entry.id]
    case 'arn':
      return ['AWS', entry.arn]
    case 'service':
      return ['Service', entry.name]
    case 'federated':
      return ['Federated', entry.provider]
    case 'canonical-user':
      return ['CanonicalUser', entry.id]
  }
}

/** Whom a statement names, as texts; empty when it has no Principal. */
export const principalTexts = ({ principals }: Statement): string[] => (principals?.entries ?? []).map((entry) => principalText(entry)[1])
