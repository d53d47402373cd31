import { type MetadataPath, metadataPaths, type Names, shownNames, variableNames } from './metadata-paths.ts'
import { isRoot, type Root, roots } from './roots.ts'
import type { Section, Snapshot } from './snapshot.ts'

interface Node {
  /** Its path from the root, `{name}` parts as they are written. */
  path: string
  children: Map<string, Node>
  variable: { name: string; node: Node } | undefined
  leaf: MetadataPath | undefined
  /** What its value, or the listing of all below it, reads. */
  needs: Set<Section>
}

/** Where a request's path leads, before the instance is looked at. */
export interface Place {
  root: Root
  node: Node
  names: Names
  needs: ReadonlySet<Section>
}

export interface Content {
  body: string | Buffer
  contentType: string
  /** The section of the snapshot that the value comes from; undefined for listings and what the instance itself has. */
  section: Section | undefined
}

const newNode = (path: string): Node => ({ path, children: new Map(), variable: undefined, leaf: undefined, needs: new Set() })

const childFor = (parent: Node, part: string): Node => {
  const path = parent.path === '' ? part : `${parent.path}/${part}`
  const variable = /^\{(\w+)\}$/.exec(part)?.[1]
  if (variable !== undefined) {
    parent.variable ??= { name: variable, node: newNode(path) }
    return parent.variable.node
  }
  const known = parent.children.get(part)
  if (known) return known
  const child = newNode(path)
  parent.children.set(part, child)
  return child
}

const addPath = (top: Node, leaf: MetadataPath): void => {
  const { needs, isCommon = false } = leaf
  const nodes = [top]
  let node = top
  for (const part of leaf.path.split('/')) {
    node = childFor(node, part)
    nodes.push(node)
  }
  node.leaf = leaf
  if (needs !== undefined) for (const reader of isCommon ? [node] : nodes) reader.needs.add(needs)
}

const top = newNode('')
for (const path of metadataPaths) addPath(top, path)

/** Children of the tree's top, by which the first level of each root is listed, carry no slash. */
const isSlashless = (parent: Node): boolean => parent === top

const isShown = (place: Place, snapshot: Snapshot): boolean => {
  const { node, names, root } = place
  if (node.leaf) return node.leaf.since <= root && node.leaf.value(snapshot, names) !== undefined
  for (const child of childPlaces(place, snapshot)) if (isShown(child.place, snapshot)) return true
  return false
}

function* childPlaces(place: Place, snapshot: Snapshot): Generator<{ name: string; place: Place }> {
  const { node, names } = place
  for (const [name, child] of node.children) yield { name, place: { ...place, node: child } }
  const { variable } = node
  if (variable === undefined) return
  for (const name of variableNames[variable.name]?.(snapshot, names) ?? []) {
    if (!node.children.has(name)) yield { name, place: { ...place, node: variable.node, names: { ...names, [variable.name]: name } } }
  }
}

const shownName = (parent: Node, child: { name: string; place: Place }, snapshot: Snapshot): string => {
  const special = shownNames[child.place.node.path]
  if (special) return special(snapshot)
  return child.place.node.leaf || isSlashless(parent) ? child.name : `${child.name}/`
}

const listing = (place: Place, snapshot: Snapshot): string | undefined => {
  const names: string[] = []
  for (const child of childPlaces(place, snapshot)) {
    if (isShown(child.place, snapshot)) names.push(shownName(place.node, child, snapshot))
  }
  return names.length === 0 ? undefined : names.sort().join('\n')
}

/** The listing of `/`. */
export const rootListing = roots.join('\n')

/** Where cleaned names lead below a root; undefined where no instance has anything. */
export const findPlace = (parts: readonly string[]): Place | undefined => {
  const [root] = parts
  if (!isRoot(root)) return undefined
  let node = top
  const names: Record<string, string> = {}
  for (const part of parts.slice(1)) {
    const child = node.children.get(part)
    if (child === undefined && node.variable) names[node.variable.name] = part
    const next = child ?? node.variable?.node
    if (next === undefined) return undefined
    node = next
  }
  return { root, node, names, needs: node.needs }
}

/** The value or listing at a place; undefined where this instance has none. */
export const contentAt = (place: Place, snapshot: Snapshot): Content | undefined => {
  const { leaf } = place.node
  if (leaf && leaf.since > place.root) return undefined
  const body = leaf ? leaf.value(snapshot, place.names) : listing(place, snapshot)
  if (body === undefined) return undefined
  return { body, contentType: leaf?.contentType ?? 'text/plain', section: leaf?.needs }
}
