import { createHash } from 'node:crypto'
import type { Federation } from '@rolecall/credentials'
import { parseArn } from '@rolecall/ids'
import type { ConditionKeys } from '@rolecall/pipeline'
import type { Assertion } from '@rolecall/saml'

const formatPrefix = 'urn:oasis:names:tc:SAML:2.0:nameid-format:'
const microsoft = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/'
const xmlsoap = 'http://schemas.xmlsoap.org/'

const numbered = (prefix: string, keys: Readonly<Record<number, string>>): [string, string[]][] =>
  Object.entries(keys).map(([number, key]) => [prefix + number, [key]])

const eduPersonKeys = {
  1: 'edupersonaffiliation',
  2: 'edupersonnickname',
  3: 'edupersonorgdn',
  4: 'edupersonorgunitdn',
  5: 'edupersonprimaryaffiliation',
  6: 'edupersonprincipalname',
  7: 'edupersonentitlement',
  8: 'edupersonprimaryorgunitdn',
  9: 'edupersonscopedaffiliation',
  10: 'edupersontargetedid',
  11: 'edupersonassurance',
}

const eduOrgKeys = {
  2: 'eduorghomepageuri',
  3: 'eduorgidentityauthnpolicyuri',
  4: 'eduorglegalname',
  5: 'eduorgsuperioruri',
  6: 'eduorgwhitepagesuri',
}

/** X.500 attributes; AWS's table writes them without a scheme, identity providers as URNs. */
const x500Keys = { '2.5.4.4': 'surname', '2.5.4.42': 'givenname', '2.5.4.45': 'x500uniqueidentifier' }
const pilotKeys = { 1: 'uid', 3: 'mail', 45: 'organizationstatus' }

/** Attributes that have condition keys (IAM User Guide, "Mapping SAML attributes to AWS trust policy context keys"). */
const attributeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ...numbered('urn:oid:1.3.6.1.4.1.5923.1.1.1.', eduPersonKeys),
  ...numbered('urn:oid:1.3.6.1.4.1.5923.1.2.1.', eduOrgKeys),
  ...['', 'urn:oid:'].flatMap((scheme) => [
    ...Object.entries(x500Keys).map(([number, key]): [string, string[]] => [scheme + number, [key]]),
    ...numbered(`${scheme}0.9.2342.19200300.100.1.`, pilotKeys),
  ]),
  ['urn:oid:2.5.4.3', ['cn']],
  ['2.5.4.3', ['commonname']],
  [`${xmlsoap}claims/CommonName`, ['commonname']],
  ...Object.entries({ name: 'name', givenname: 'givenname', surname: 'surname', emailaddress: 'mail' }).map(
    ([claim, key]): [string, string[]] => [`${xmlsoap}ws/2005/05/identity/claims/${claim}`, [key]],
  ),
  // The table says uid; the list of keys has one of its own.
  [`${microsoft}primarygroupsid`, ['uid', 'primarygroupsid']],
])

const attributesAsKeys = (attributes: Assertion['attributes']): Record<string, string[]> => {
  const keys: Record<string, string[]> = {}
  for (const [attribute, values] of attributes) {
    for (const name of attributeKeys.get(attribute) ?? []) keys[`saml:${name}`] = [...(keys[`saml:${name}`] ?? []), ...values]
  }
  return keys
}

/** Whom the assertion is about, as AWS answers it. */
export interface SamlSubject {
  subject: string
  /** `persistent`, `transient`, or the URI of another format. */
  subjectType: string
  /** Base64 of the SHA-1 of issuer, account and provider: no two providers have one subject. */
  nameQualifier: string
}

const providerName = (arn: string): { account: string; name: string } => {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  return { account, name: resource.slice('saml-provider/'.length) }
}

export const samlSubject = ({ issuer, subject, subjectFormat }: Assertion, providerArn: string): SamlSubject => {
  const { account, name } = providerName(providerArn)
  const type = subjectFormat.startsWith(formatPrefix) ? subjectFormat.slice(formatPrefix.length) : subjectFormat
  return {
    subject,
    subjectType: type === 'persistent' || type === 'transient' ? type : subjectFormat,
    nameQualifier: createHash('sha1').update(`${issuer}${account}/${name}`).digest('base64'),
  }
}

/** What trust policies can ask of an assertion. */
export const samlKeys = (assertion: Assertion, recipient: string, providerArn: string): ConditionKeys => {
  const { subject, subjectType, nameQualifier } = samlSubject(assertion, providerArn)
  const { account, name } = providerName(providerArn)
  return {
    ...attributesAsKeys(assertion.attributes),
    'saml:aud': recipient,
    'saml:iss': assertion.issuer,
    'saml:sub': subject,
    'saml:sub_type': subjectType,
    'saml:namequalifier': nameQualifier,
    'saml:doc': `${account}/${name}`,
  }
}

/** Of those, what stays with the session. */
export const samlFederation = ({ subject, subjectType, nameQualifier }: SamlSubject, providerArn: string): Federation => ({
  provider: providerArn,
  keys: { 'saml:sub': subject, 'saml:sub_type': subjectType, 'saml:namequalifier': nameQualifier },
})
