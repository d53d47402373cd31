import type { Connection } from './connection.ts'
import type { DeliveredCredentials, RoleDelivery } from './instance-credentials.ts'
import type { InstanceNotices } from './instance-notices.ts'
import type { Tag } from './principals.ts'

/** An instance as its metadata shows it. `Document` is the SDK's Instance, `Options` its metadata options. */
export interface MetadataInstance<Document, Options> {
  id: string
  partition: string
  account: string
  region: string
  reservationId: string
  launchIndex: number
  launchedAt: Date
  privateIp: string | null
  vpcId: string | null
  subnetId: string | null
  /** Base64, as the API took it. */
  userData: string | null
  metadataOptions: Options
  tags: Tag[]
  document: Document
  /** Of the key pair of its launch, as `type base64`. */
  publicKey: string | null
  /** Instance store volumes that the launch mapped: names to devices. */
  instanceStore: Readonly<Record<string, string>> | null
  notices: InstanceNotices
  revision: number
}

/** The profile of an instance and what was issued for it. */
export interface MetadataProfile {
  instanceId: string
  associationId: string
  profileArn: string
  profileId: string
  credentials: DeliveredCredentials | undefined
}

const find = {
  name: 'metadata-instances-find',
  text: `SELECT id, partition, account, region, reservation_id AS "reservationId", launch_index AS "launchIndex",
      launched_at AS "launchedAt", private_ip AS "privateIp", vpc_id AS "vpcId", subnet_id AS "subnetId",
      user_data AS "userData", metadata_options AS "metadataOptions", tags, document, notices, revision,
      attributes->>'publicKey' AS "publicKey", attributes->'instanceStore' AS "instanceStore"
    FROM ec2_instances WHERE id = ANY($1::text[])`,
}

// One statement, so that the profile and the credentials are those of one moment.
const findProfiles = {
  name: 'metadata-profiles-find',
  text: `SELECT a.instance_id AS "instanceId", a.id AS "activeId", a.profile_arn AS "profileArn", a.profile_id AS "profileId", c.generation,
      c.association_id AS "associationId", c.role_id AS "roleId", c.role_name AS "roleName", c.access_key_id AS "accessKeyId",
      c.token, c.issued_at AS "issuedAt", c.expires_at AS "expiresAt", c.renew_at AS "renewAt",
      c.failure_code AS "failureCode", c.failed_at AS "failedAt", c.failure_count AS "failureCount"
    FROM ec2_profile_associations a
    LEFT JOIN instance_credentials c ON c.instance_id = a.instance_id AND c.association_id = a.id AND c.delivery = $2
    WHERE a.instance_id = ANY($1::text[]) AND a.is_active`,
}

interface ProfileRow extends Omit<DeliveredCredentials, 'generation'> {
  instanceId: string
  activeId: string
  profileArn: string
  profileId: string
  generation: number | null
}

const profileOf = ({ instanceId, activeId, profileArn, profileId, generation, ...credentials }: ProfileRow): MetadataProfile => ({
  instanceId,
  associationId: activeId,
  profileArn,
  profileId,
  credentials: generation === null ? undefined : { ...credentials, generation },
})

/** What the metadata service reads of an instance when it changed. */
export class MetadataInstances {
  readonly #connection: Connection

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** In no order. */
  async findMany<Document, Options>(instanceIds: readonly string[]): Promise<MetadataInstance<Document, Options>[]> {
    return this.#connection.rows<MetadataInstance<Document, Options>>(find, [instanceIds])
  }

  /** The active profiles of those that have one, with the credentials issued for them; in no order. */
  async findProfiles(instanceIds: readonly string[], delivery: RoleDelivery): Promise<MetadataProfile[]> {
    return (await this.#connection.rows<ProfileRow>(findProfiles, [instanceIds, delivery])).map(profileOf)
  }
}
