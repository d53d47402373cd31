import { readApiConfiguration } from '@rolecall/pipeline'

/** What EC2 alone is told by its environment. */
export const readConfiguration = (): { stateDelaySeconds: number } => {
  const { stateDelaySeconds } = readApiConfiguration()
  return { stateDelaySeconds }
}
