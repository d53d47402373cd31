import { isoSeconds } from '@rolecall/clock'
import type { Caller } from '@rolecall/credentials'
import type { Tag } from '@rolecall/store'

type Claims = Record<string, unknown>

/** What of a session an outbound token tells. */
const sessionClaims = ({ session }: Caller): Claims =>
  session === undefined
    ? {}
    : {
        original_session_exp: isoSeconds(new Date(session.expiresAt * 1000)),
        federated_provider: session.federation?.provider,
        source_identity: session.sourceIdentity,
        ec2_source_instance_arn: session.instance?.instanceArn,
        ec2_instance_source_vpc: session.instance?.vpcId,
        ec2_instance_source_private_ipv4: session.instance?.privateIp,
        ec2_role_delivery: session.instance?.roleDelivery,
      }

const tagClaim = (name: string, tags: readonly Tag[]): Claims =>
  tags.length === 0 ? {} : { [name]: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }

interface Asked {
  audience: readonly string[]
  tags: readonly Tag[]
  region: string
}

/** The claims about a caller (IAM User Guide, "Understanding token claims"); a role session is its role, path included. */
export const outboundClaims = (caller: Caller, { audience, tags, region }: Asked): Claims => {
  const subject = caller.principal.principalArn
  return {
    aud: audience.length === 1 ? audience[0] : audience,
    sub: subject,
    'https://sts.amazonaws.com/': {
      org_id: caller.organization?.id,
      aws_account: caller.account,
      source_region: region,
      principal_id: subject,
      ...sessionClaims(caller),
      ...tagClaim('principal_tags', caller.tags),
      ...tagClaim('request_tags', tags),
    },
  }
}
