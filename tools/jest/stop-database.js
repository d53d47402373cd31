import { once } from 'node:events'

export default async () => {
  const holder = globalThis.databaseHolder
  if (holder === undefined) return
  holder.ref()
  holder.stdin.end()
  await once(holder, 'exit')
}
