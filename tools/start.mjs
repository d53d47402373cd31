// `npm start`: everything in this process, in the foreground.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, setUp } from './setup.mjs'

setUp()
await import(pathToFileURL(join(root, 'apps', 'local', 'dist', 'main.js')).href)
