import type { Clock } from '@rolecall/clock'
import { AccessJobs } from './access-jobs.ts'
import { AccessKeys } from './access-keys.ts'
import { AccountSettings } from './account-settings.ts'
import { AccountSummary } from './account-summary.ts'
import { Accounts, type AccountState } from './accounts.ts'
import { Attachments } from './attachments.ts'
import { ClientTokens } from './client-tokens.ts'
import { type Connection, inTransaction, pooledConnection } from './connection.ts'
import type { Database } from './database.ts'
import { CredentialReports } from './credential-reports.ts'
import { FreshnessReader } from './freshness.ts'
import { Groups } from './groups.ts'
import { InlinePolicies } from './inline-policies.ts'
import { InstanceProfiles } from './instance-profiles.ts'
import { Instances } from './instances.ts'
import { LaunchTemplates } from './launch-templates.ts'
import { ManagedPolicies } from './managed-policies.ts'
import { IdentityCertificates } from './identity-certificates.ts'
import { InstanceCredentials } from './instance-credentials.ts'
import { InstanceNoticeBoard } from './instance-notices.ts'
import { CredentialCensus } from './credential-census.ts'
import { LoginProfiles } from './login-profiles.ts'
import { RotationSweeps } from './rotation-sweeps.ts'
import { MetadataAddresses } from './metadata-addresses.ts'
import { MetadataDefaults } from './metadata-defaults.ts'
import { MetadataInstances } from './metadata-instances.ts'
import { KeyPairs } from './key-pairs.ts'
import { MfaDevices } from './mfa-devices.ts'
import { OidcIssuers } from './oidc-issuers.ts'
import { OidcProviders } from './oidc-providers.ts'
import { Principals } from './principals.ts'
import { PrivateAddresses } from './private-addresses.ts'
import { ProfileAssociations } from './profile-associations.ts'
import { RequestEvents } from './request-events.ts'
import { Reset } from './reset.ts'
import { RoleDeletions } from './role-deletions.ts'
import { Roles } from './roles.ts'
import { RootAccess } from './root-access.ts'
import { ResourceTagSets } from './resource-tags.ts'
import { SamlProviders } from './saml-providers.ts'
import { SealingKeys } from './sealing-keys.ts'
import { ServerCertificates } from './server-certificates.ts'
import { ServiceCredentials } from './service-credentials.ts'
import { Settings } from './settings.ts'
import { SigningCertificates } from './signing-certificates.ts'
import { SshKeys } from './ssh-keys.ts'
import { SpotRequests } from './spot-requests.ts'
import { TrustedPrincipals } from './trusted-principals.ts'
import type { AccountKey } from './scope.ts'
import { Users } from './users.ts'
import { Volumes } from './volumes.ts'

/** A write of an account. */
export interface AccountWrite {
  account: AccountKey
  changesAccess: boolean
}

type WriteWork<Result> = (store: Store, state: AccountState | undefined) => Promise<Result>

/** Every resource by name, over the pool or inside one transaction. */
export class Store {
  readonly connection: Connection
  readonly freshness: FreshnessReader
  readonly #database: Database

  constructor(database: Database, freshness: FreshnessReader, connection: Connection = pooledConnection(database, () => freshness.forget())) {
    this.#database = database
    this.freshness = freshness
    this.connection = connection
  }

  get accounts(): Accounts {
    return new Accounts(this.connection)
  }

  get accessJobs(): AccessJobs {
    return new AccessJobs(this.connection)
  }

  get accessKeys(): AccessKeys {
    return new AccessKeys(this.connection)
  }

  get principals(): Principals {
    return new Principals(this.connection)
  }

  get keyPairs(): KeyPairs {
    return new KeyPairs(this.connection)
  }

  get resourceTags(): ResourceTagSets {
    return new ResourceTagSets(this.connection)
  }

  get settings(): Settings {
    return new Settings(this.connection)
  }

  get identityCertificates(): IdentityCertificates {
    return new IdentityCertificates(this.connection)
  }

  get instanceNotices(): InstanceNoticeBoard {
    return new InstanceNoticeBoard(this.connection)
  }

  get sealingKeys(): SealingKeys {
    return new SealingKeys(this.connection)
  }

  get reset(): Reset {
    return new Reset(this.connection)
  }

  get requestEvents(): RequestEvents {
    return new RequestEvents(this.connection)
  }

  get accountSettings(): AccountSettings {
    return new AccountSettings(this.connection)
  }

  get accountSummary(): AccountSummary {
    return new AccountSummary(this.connection)
  }

  get attachments(): Attachments {
    return new Attachments(this.connection)
  }

  get groups(): Groups {
    return new Groups(this.connection)
  }

  get inlinePolicies(): InlinePolicies {
    return new InlinePolicies(this.connection)
  }

  get instanceProfiles(): InstanceProfiles {
    return new InstanceProfiles(this.connection)
  }

  get loginProfiles(): LoginProfiles {
    return new LoginProfiles(this.connection)
  }

  get launchTemplates(): LaunchTemplates {
    return new LaunchTemplates(this.connection)
  }

  get managedPolicies(): ManagedPolicies {
    return new ManagedPolicies(this.connection)
  }

  get mfaDevices(): MfaDevices {
    return new MfaDevices(this.connection)
  }

  get oidcIssuers(): OidcIssuers {
    return new OidcIssuers(this.connection)
  }

  get oidcProviders(): OidcProviders {
    return new OidcProviders(this.connection)
  }

  get samlProviders(): SamlProviders {
    return new SamlProviders(this.connection)
  }

  get roleDeletions(): RoleDeletions {
    return new RoleDeletions(this.connection)
  }

  get roles(): Roles {
    return new Roles(this.connection)
  }

  get rootAccess(): RootAccess {
    return new RootAccess(this.connection)
  }

  get sshKeys(): SshKeys {
    return new SshKeys(this.connection)
  }

  get signingCertificates(): SigningCertificates {
    return new SigningCertificates(this.connection)
  }

  get serviceCredentials(): ServiceCredentials {
    return new ServiceCredentials(this.connection)
  }

  get serverCertificates(): ServerCertificates {
    return new ServerCertificates(this.connection)
  }

  get trustedPrincipals(): TrustedPrincipals {
    return new TrustedPrincipals(this.connection)
  }

  get users(): Users {
    return new Users(this.connection)
  }

  get credentialReports(): CredentialReports {
    return new CredentialReports(this.connection)
  }

  get credentialCensus(): CredentialCensus {
    return new CredentialCensus(this.connection)
  }

  get rotationSweeps(): RotationSweeps {
    return new RotationSweeps(this.connection)
  }

  get instanceCredentials(): InstanceCredentials {
    return new InstanceCredentials(this.connection)
  }

  get metadataAddresses(): MetadataAddresses {
    return new MetadataAddresses(this.connection)
  }

  get metadataInstances(): MetadataInstances {
    return new MetadataInstances(this.connection)
  }

  get clientTokens(): ClientTokens {
    return new ClientTokens(this.connection)
  }

  get instances(): Instances {
    return new Instances(this.connection)
  }

  get metadataDefaults(): MetadataDefaults {
    return new MetadataDefaults(this.connection)
  }

  get privateAddresses(): PrivateAddresses {
    return new PrivateAddresses(this.connection)
  }

  get profileAssociations(): ProfileAssociations {
    return new ProfileAssociations(this.connection)
  }

  get spotRequests(): SpotRequests {
    return new SpotRequests(this.connection)
  }

  get volumes(): Volumes {
    return new Volumes(this.connection)
  }

  /**
   * One transaction in which nothing about the account's permissions changes but by the work itself; `changesAccess` makes what is
   * cached of them stale. The work gets the state that the account had before.
   */
  writeTransaction<Result>({ account, changesAccess }: AccountWrite, work: WriteWork<Result>): Promise<Result> {
    const { locks } = this.#database
    const write = (): Promise<Result> =>
      this.transaction(async (store) => {
        // Who holds the lock sees in memory what a row lock would have to be asked for.
        const known = locks === undefined || changesAccess ? undefined : this.freshness.knownState(account)
        const state = known ?? (await (changesAccess ? store.accounts.bumpVersion(account) : store.accounts.lockVersion(account)))
        return work(store, state)
      })
    return locks === undefined ? write() : locks.holding(account, changesAccess, write)
  }

  /** One transaction beside which no write is under way, in that account or, when none is named, in any. */
  undisturbedTransaction<Result>(account: AccountKey | undefined, work: (store: Store) => Promise<Result>): Promise<Result> {
    const { locks } = this.#database
    // Elsewhere the rows that the work changes are locked by the writes that it must not disturb.
    if (locks === undefined) return this.transaction(work)
    const whole = (): Promise<Result> => this.transaction(work)
    return account === undefined ? locks.holdingAll(whole) : locks.holding(account, true, whole)
  }

  /** Runs the work in one transaction; whatever it throws undoes all of it. */
  transaction<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    return inTransaction(this.#database, {
      work: (connection) => work(new Store(this.#database, this.freshness, connection)),
      onChange: () => this.freshness.forget(),
    })
  }
}

/** The store over a database; the clock follows the offset that the store holds. */
export const createStore = (database: Database, clock: Clock): Store => new Store(database, new FreshnessReader(database, clock))
