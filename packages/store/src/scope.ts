/** State is kept per partition and account. */
export interface AccountKey {
  partition: string
  account: string
}

/** EC2's state is kept per partition, account and region. */
export interface RegionKey extends AccountKey {
  region: string
}
