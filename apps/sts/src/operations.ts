import { GetAccessKeyInfo } from './access-key-info/GetAccessKeyInfo.ts'
import { AssumeRole } from './assume-role/AssumeRole.ts'
import { GetCallerIdentity } from './caller-identity/GetCallerIdentity.ts'
import { GetSessionToken } from './session-token/GetSessionToken.ts'

/** Every operation that STS answers. */
export const operations = [AssumeRole, GetAccessKeyInfo, GetCallerIdentity, GetSessionToken]
