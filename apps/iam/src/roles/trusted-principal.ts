import { type Arn, parseArn, parseIamResource } from '@rolecall/ids'
import type { Store } from '@rolecall/store'
import { invalidFederatedPrincipal, invalidPrincipal } from './errors.ts'
import { isServicePrincipal } from './service-principals.ts'

const uniqueId = /^A(?:IDA|ROA)[A-Z2-7]{17}$/
const account = /^\d{12}$/
const printable = /^[\u0021-\u007E]+$/
const domainName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i
const providerResource = /^(?:saml|oidc)-provider\/./

/** The role whose session an STS ARN names: it has no path. */
const sessionRole = (resource: string): string | undefined => /^assumed-role\/([^/]+)\/[^/]+$/.exec(resource)?.[1]

/** What a principal of an account that we hold is stored as; undefined when there is none of that ARN. */
// eslint-disable-next-line complexity -- one line a form of principal; split up they would be harder to compare
const resolveHosted = async (text: string, arn: Arn, store: Store): Promise<string | undefined> => {
  if (arn.service === 'sts') {
    const role = sessionRole(arn.resource)
    if (role === undefined) return arn.resource.startsWith('federated-user/') ? text : undefined
    return (await store.trustedPrincipals.byName('role', arn, role)) === undefined ? undefined : text
  }
  const entity = parseIamResource(arn.resource)
  if (entity?.type !== 'user' && entity?.type !== 'role') return undefined
  const found = await store.trustedPrincipals.byName(entity.type, arn, entity.name)
  return found?.path === entity.path ? found.id : undefined
}

const isWellFormed = (arn: Arn): boolean => {
  if (arn.service === 'sts') return /^(?:assumed-role\/[^/]+|federated-user)\/[^/]+$/.test(arn.resource)
  return /^(?:user|role)\/./.test(arn.resource)
}

// eslint-disable-next-line complexity -- one line a form of principal; split up they would be harder to compare
const resolveArn = async (text: string, partition: string, store: Store): Promise<string | undefined> => {
  const arn = parseArn(text)
  const isOurs = arn !== undefined && arn.partition === partition && arn.region === '' && account.test(arn.account)
  if (!isOurs || !printable.test(text) || /[*?]/.test(text) || (arn.service !== 'iam' && arn.service !== 'sts')) return undefined
  if (arn.service === 'iam' && arn.resource === 'root') return text
  if (!isWellFormed(arn)) return undefined
  // Nothing is known of accounts that are not here, so any well-formed ARN of theirs is taken as it is.
  return (await store.accounts.exists(arn)) ? resolveHosted(text, arn, store) : text
}

/** What an `AWS` principal is stored as: users and roles by unique id, all else as given. Refuses what does not exist. */
export const resolveAwsPrincipal = async (text: string, partition: string, store: Store): Promise<string> => {
  if (text === '*' || account.test(text)) return text
  const stored = uniqueId.test(text) ? (await store.trustedPrincipals.byIds([text]))[0]?.id : await resolveArn(text, partition, store)
  if (stored === undefined) throw invalidPrincipal('AWS', text)
  return stored
}

export const checkServicePrincipal = (name: string): void => {
  if (!isServicePrincipal(name)) throw invalidPrincipal('SERVICE', name)
}

/** Identity providers need not exist when a role begins to trust them. */
export const checkFederatedPrincipal = (text: string): void => {
  const arn = parseArn(text)
  const isProvider = arn !== undefined && arn.service === 'iam' && providerResource.test(arn.resource)
  if (!isProvider && (arn !== undefined || !domainName.test(text))) throw invalidFederatedPrincipal()
}
