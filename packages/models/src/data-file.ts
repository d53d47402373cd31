import { readFileSync } from 'node:fs'

/** `src` and `dist` both lie beside `data`. */
export const readDataFile = (name: string): Buffer => readFileSync(new URL(`../data/${name}`, import.meta.url))

export const readJsonFile = <Content>(name: string): Content => JSON.parse(readDataFile(name).toString('utf8')) as Content
