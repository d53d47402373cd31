import { Parser } from 'xml2js'

/** An element with its namespace resolved. */
export interface XmlElement {
  uri: string
  name: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlElement[]
  text: string
}

interface Parsed {
  $ns: { uri?: string; local: string }
  $?: Record<string, { local: string; prefix: string; value: string }>
  _?: string
  $$?: Parsed[]
}

const treeOf = ({ $ns, $ = {}, _ = '', $$ = [] }: Parsed): XmlElement => ({
  uri: $ns.uri ?? '',
  name: $ns.local,
  attributes: new Map(Object.values($).filter(({ prefix }) => prefix === '').map(({ local, value }) => [local, value])),
  children: $$.map(treeOf),
  text: _,
})

/** Reads XML that was checked before. */
export const readTree = async (xml: string): Promise<XmlElement> => {
  const parser = new Parser({ xmlns: true, explicitChildren: true, preserveChildrenOrder: true, explicitRoot: false, includeWhiteChars: false })
  return treeOf((await parser.parseStringPromise(xml)) as Parsed)
}

/** The children of that name. */
export const childrenOf = (element: XmlElement, uri: string, name: string): XmlElement[] =>
  element.children.filter((child) => child.uri === uri && child.name === name)

/** Everything of that name below. */
export const descendantsOf = (element: XmlElement, uri: string, name: string): XmlElement[] => [
  ...childrenOf(element, uri, name),
  ...element.children.flatMap((child) => descendantsOf(child, uri, name)),
]
