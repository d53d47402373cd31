import { rmSync, writeFileSync } from 'node:fs'

/** Says where this Rolecall listens, for the command line and for tests. */
export const writeEndpoints = (file: string, endpoints: { edge: string; imds: string }): void => {
  writeFileSync(file, `${JSON.stringify({ ...endpoints, pid: process.pid })}\n`)
}

export const removeEndpoints = (file: string): void => rmSync(file, { force: true })
