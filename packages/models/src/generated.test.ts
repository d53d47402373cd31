import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import * as models from './index.ts'
import { services } from './service.ts'
import { getService } from './services.ts'

it('regenerating leaves no difference', () => {
  const script = fileURLToPath(new URL('../generate.mjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

it.each(services)('every operation of %s has a handle of its name', (service) => {
  const handles = Object.entries<object>(models[service])
  expect(handles.map(([name]) => name).sort()).toEqual([...getService(service).operations.keys()].sort())
  for (const [name, handle] of handles) expect(handle).toEqual({ service, name })
})
