import { isObject, type JsonObject, textList } from '../parse/json.ts'
import { refuse } from './refusal.ts'

/**
 * Issuers that many organizations share, with the condition key that tells their tenants apart: IAM User Guide,
 * "Identity-provider controls for shared OIDC providers".
 */
const tenantKeys: ReadonlyMap<string, string> = new Map(
  [
    'agent.buildkite.com:sub',
    'api.pulumi.com/oidc:aud',
    'app.terraform.io:sub',
    'gitlab.com:sub',
    'oidc-configuration.audit-log.githubusercontent.com:sub',
    'oidc.codefresh.io:sub',
    'oidc.vercel.com:aud',
    'proidc.upbound.io:sub',
    'sandboxes.cloud:aud',
    'scalr.io:sub',
    'studio.datachain.ai/api:sub',
    'token.actions.githubusercontent.com:sub',
    'tokens.cloud.shisho.dev:sub',
    'vstoken.actions.githubusercontent.com:sub',
  ].map((key) => [key.slice(0, key.lastIndexOf(':')), key]),
)

const isNarrow = (value: string): boolean => /[^*?]/.test(value)

const comparesText = /^(?:For(?:Any|All)Values:)?String(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/i

/** Whether a condition asks for a value of the key that not everybody has. */
const narrows = (condition: unknown, key: string): boolean =>
  isObject(condition) &&
  Object.entries(condition).some(([operator, keys]) => {
    if (!comparesText.test(operator) || !isObject(keys)) return false
    return Object.entries(keys).some(([name, value]) => {
      const values = textList(value) ?? []
      return name.toLowerCase() === key && values.length > 0 && values.every(isNarrow)
    })
  })

/** Refuses to trust a shared issuer for all of its tenants. `federated` is what the statement names under Federated. */
export const checkSharedIssuers = (statement: JsonObject, federated: readonly string[]): void => {
  if (statement['Effect'] !== 'Allow') return
  for (const provider of federated) {
    const issuer = provider.replace(/^.*:oidc-provider\//, '').toLowerCase()
    const key = tenantKeys.get(issuer)
    if (key !== undefined && !narrows(statement['Condition'], key)) {
      refuse(`The trust policy must evaluate the condition key ${key} with a value that is not only a wildcard for the provider ${issuer}`)
    }
  }
}
