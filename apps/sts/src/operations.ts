import { GetAccessKeyInfo } from './access-key-info/GetAccessKeyInfo.ts'
import { AssumeRole } from './assume-role/AssumeRole.ts'
import { AssumeRoot } from './assume-root/AssumeRoot.ts'
import { DecodeAuthorizationMessage } from './authorization-message/DecodeAuthorizationMessage.ts'
import { AssumeRoleWithSAML } from './saml/AssumeRoleWithSAML.ts'
import { AssumeRoleWithWebIdentity } from './web-identity/AssumeRoleWithWebIdentity.ts'
import { GetCallerIdentity } from './caller-identity/GetCallerIdentity.ts'
import { GetFederationToken } from './federation-token/GetFederationToken.ts'
import { GetWebIdentityToken } from './outbound-token/GetWebIdentityToken.ts'
import { GetSessionToken } from './session-token/GetSessionToken.ts'

/** Every operation that STS answers. */
export const operations = [
  AssumeRole,
  AssumeRoleWithSAML,
  AssumeRoleWithWebIdentity,
  AssumeRoot,
  DecodeAuthorizationMessage,
  GetAccessKeyInfo,
  GetCallerIdentity,
  GetFederationToken,
  GetSessionToken,
  GetWebIdentityToken,
]
