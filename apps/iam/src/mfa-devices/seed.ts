import type { Ids } from '@rolecall/ids'

const seedBytes = 40
const pixelsPerModule = 4

/** 64 characters of base32. */
export const newSeed = (ids: Ids): string => ids.base32(seedBytes)

interface Shown {
  name: string
  account: string
  seed: string
}

/** What an authenticator app photographs, as a PNG (API reference of VirtualMFADevice, QRCodePNG). */
export const qrCode = async ({ name, account, seed }: Shown): Promise<Buffer> => {
  const [{ generate }, { toPngBuffer }] = await Promise.all([import('lean-qr'), import('lean-qr/extras/node_export')])
  const code = generate(`otpauth://totp/${encodeURIComponent(`${name}@${account}`)}?secret=${seed}`)
  return Buffer.from(toPngBuffer(code, { scale: pixelsPerModule }))
}
