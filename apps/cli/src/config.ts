import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Endpoints {
  edge: string
  imds: string
}

/** The folder of the running Rolecall's data: ROLECALL_DATA_DIR, else `.rolecall` here or in a folder above. */
const dataDirectory = (): string => {
  const configured = process.env['ROLECALL_DATA_DIR']
  if (configured !== undefined) return resolve(configured)
  let folder = process.cwd()
  while (!existsSync(join(folder, '.rolecall', 'endpoints.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, '.rolecall')
}

const readEndpointsFile = (): Endpoints | undefined => {
  try {
    return JSON.parse(readFileSync(join(dataDirectory(), 'endpoints.json'), 'utf8')) as Endpoints
  } catch {
    return undefined
  }
}

/** Where Rolecall runs: ROLECALL_URL, else endpoints.json, else the default ports. */
export const findEndpoints = (): Endpoints => {
  const file = readEndpointsFile()
  const port = process.env['ROLECALL_PORT'] ?? '4566'
  const imdsPort = process.env['ROLECALL_IMDS_PORT'] ?? '1338'
  return {
    edge: process.env['ROLECALL_URL'] ?? file?.edge ?? `http://127.0.0.1:${port}`,
    imds: file?.imds ?? `http://127.0.0.1:${imdsPort}`,
  }
}

/** The bearer token of the admin API, if one is set. */
export const adminToken = (): string | undefined => process.env['ROLECALL_ADMIN_TOKEN']

/** The environment of this process, for commands that run as if on an instance. */
export const currentEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env })
