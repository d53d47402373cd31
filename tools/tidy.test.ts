import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { getService, type Service } from '../packages/models/src/index.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const skipped = new Set(['node_modules', 'dist', 'generated', '.git', '.turbo', '.rolecall', 'coverage'])

/** Paths from the root, with `/` on every system; folders end with it. */
const pathsBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (skipped.has(entry.name)) return []
    return entry.isDirectory() ? [`${path}/`, ...pathsBelow(path)] : [path]
  })

const existing = (folder: string): string[] => (existsSync(join(root, folder)) ? pathsBelow(folder) : [])
const paths = ['apps', 'packages', 'prisma', 'tools', 'e2e', 'bench'].flatMap(existing)
const files = paths.filter((path) => /\.(?:ts|tsx|js|mjs|cjs|prisma|sql|sh)$/.test(path))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const textOf = new Map(files.map((path) => [path, read(path)]))

/** The lines of all files of a kind that break a rule, as `path:line`. */
const linesWith = (broken: RegExp, kind: RegExp): string[] =>
  [...textOf].flatMap(([path, text]) =>
    kind.test(path) ? text.split('\n').flatMap((line, index) => (broken.test(line) ? [`${path}:${index + 1}`] : [])) : [],
  )

const services: Readonly<Record<string, Service>> = {
  iam: 'iam',
  sts: 'sts',
  ec2: 'ec2',
  autoscaling: 'autoscaling',
  cloudformation: 'cloudformation',
}

const operationFile = /^apps\/([^/]+)\/src\/.*\/([A-Z][A-Za-z0-9]*)\.ts$/
const operations = files.flatMap((path) => {
  const [, app, name] = operationFile.exec(path) ?? []
  const service = services[app ?? '']
  return service === undefined || name === undefined ? [] : [{ path, name, service }]
})

describe('operation files', () => {
  it('are found', () => {
    expect(operations.length).toBeGreaterThan(50)
  })

  it('have at most 120 lines', () => {
    expect(operations.filter(({ path }) => (textOf.get(path) ?? '').split('\n').length > 121).map(({ path }) => path)).toEqual([])
  })

  it('have a test beside them', () => {
    expect(operations.filter(({ path }) => !textOf.has(path.replace(/\.ts$/, '.test.ts'))).map(({ path }) => path)).toEqual([])
  })

  it('are named after an operation of the model', () => {
    expect(operations.filter(({ name, service }) => !getService(service).operations.has(name)).map(({ path }) => path)).toEqual([])
  })
})

describe('names', () => {
  it('of folders are never drawers', () => {
    const drawer = /\/(?:common|utils?|shared|helpers?|dto)\/$/
    expect(paths.filter((path) => drawer.test(path))).toEqual([])
  })

  it('are kebab-case unless they are those of AWS', () => {
    const kebab = /^\.?[a-z0-9]+(?:[.-][a-z0-9]+)*$/
    const fixed = /^(?:Dockerfile|README\.md|[A-Z][A-Za-z0-9]*(?:\.test)?\.ts)$/
    const names = paths.filter((path) => /^(?:apps|packages|tools|e2e|bench)\//.test(path) && !path.includes('__snapshots__')).map((path) => basename(path))
    expect(names.filter((name) => !kebab.test(name) && !fixed.test(name))).toEqual([])
  })
})

describe('comments', () => {
  it('name the issue of what is left to do', () => {
    // Written apart, or this line would break the rule.
    const unnumbered = new RegExp(`\\b(?:${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b(?!\\(#\\d+\\):)`)
    expect(linesWith(unnumbered, /./)).toEqual([])
  })

  it('give the reason of a suppression', () => {
    expect(linesWith(/eslint-disable(?!.* -- \S)/, /^(?!tools\/tidy\.test\.ts)/)).toEqual([])
  })
})

describe('the Prisma schema', () => {
  const schema = /\.prisma$/

  it('leaves times and ids to the clock and the ids package', () => {
    expect(linesWith(/\b(?:now|uuid|cuid|ulid|nanoid|dbgenerated)\(|@updatedAt/, schema)).toEqual([])
  })

  it('says of every table who writes it', () => {
    const unsigned = files
      .filter((path) => schema.test(path))
      .flatMap((path) => [...(textOf.get(path) ?? '').matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{/gm)])
      .filter(([, comment = '']) => !/^\/\/\/ Written by \S/m.test(comment))
    expect(unsigned.map(([, , model]) => model)).toEqual([])
  })
})

describe('project references', () => {
  const projects = paths.flatMap((path) => /^((?:apps|packages)\/[^/]+)\/tsconfig\.json$/.exec(path)?.[1] ?? [])
  const json = (path: string): Record<string, unknown> => JSON.parse(read(path)) as Record<string, unknown>
  const referencesOf = (folder: string): string[] =>
    ((json(join(folder, 'tsconfig.json'))['references'] ?? []) as { path: string }[]).map(({ path }) => join(folder, path).replaceAll('\\', '/'))
  const folderOf = new Map(projects.map((folder) => [json(join(folder, 'package.json'))['name'], folder]))

  it('name every app and package', () => {
    expect(referencesOf('.').sort()).toEqual([...projects].sort())
  })

  it('follow the dependencies', () => {
    const missing = projects.flatMap((folder) => {
      const dependencies = Object.keys((json(join(folder, 'package.json'))['dependencies'] ?? {}) as object)
      const wanted = dependencies.flatMap((name) => folderOf.get(name) ?? [])
      const given = new Set(referencesOf(folder))
      return wanted.filter((other) => !given.has(other)).map((other) => `${folder} -> ${other}`)
    })
    expect(missing).toEqual([])
  })
})

describe('what is generated or built', () => {
  const inCheckout = existsSync(join(root, '.git')) ? it : it.skip
  inCheckout('is not in the repository', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
    expect(tracked.filter((path) => /(?:^|\/)(?:dist|node_modules|\.turbo|\.rolecall)\/|\.tsbuildinfo$/.test(path))).toEqual([])
  })
})
