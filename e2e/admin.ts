export interface InstanceView {
  instanceId: string
  account: string
  region: string
  state: string
  metadataEndpoint: string
  metadataAddresses: string[]
}

const json = async <Answer>(response: Promise<Response>): Promise<Answer> => (await response).json() as Promise<Answer>

/** The admin API of a running Rolecall. */
export const adminOf = (edge: string) => ({
  moveClock: (body: object) => json<{ now: string; offsetSeconds: number }>(fetch(`${edge}/_rolecall/clock`, { method: 'POST', body: JSON.stringify(body) })),
  instance: (id: string) => json<InstanceView>(fetch(`${edge}/_rolecall/instances/${id}`)),
  events: (query = '') => json<{ events: Record<string, unknown>[] }>(fetch(`${edge}/_rolecall/events?${query}`)),
  reset: () => fetch(`${edge}/_rolecall/reset`, { method: 'POST' }),
  health: () => fetch(`${edge}/_rolecall/health`),
})

export interface MetadataCredentials {
  Code: string
  AccessKeyId: string
  SecretAccessKey: string
  Token: string
  Expiration: string
}

/** What a program on the instance reads with IMDSv2. */
export const readCredentials = async (metadataEndpoint: string, role: string): Promise<MetadataCredentials> => {
  const tokenAnswer = await fetch(`${metadataEndpoint}/latest/api/token`, {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
  })
  const token = await tokenAnswer.text()
  const answer = await fetch(`${metadataEndpoint}/latest/meta-data/iam/security-credentials/${role}`, {
    headers: { 'x-aws-ec2-metadata-token': token },
  })
  if (!answer.ok) throw new Error(`The metadata service answered ${answer.status}.`)
  return (await answer.json()) as MetadataCredentials
}
