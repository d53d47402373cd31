import { DOMParser } from '@xmldom/xmldom'
import { SamlRefusal } from './saml-refusal.ts'

// Numbers of the DOM's node types.
const elementNode = 1
const commentNode = 8
const instructionNode = 7
const doctypeNode = 10

const idNames = ['ID', 'Id', 'id']

const refuse = (reason: string): never => {
  throw new SamlRefusal('format', reason)
}

/** Every node below, in document order, without recursion: documents may be deep. */
function* nodesOf(document: Document): Generator<Node> {
  const waiting: Node[] = [document]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    for (let child = node.lastChild; child !== null; child = child.previousSibling) waiting.push(child)
  }
}

export const isElement = (node: Node): node is Element => node.nodeType === elementNode

const checkNode = (node: Node): void => {
  if (node.nodeType === doctypeNode) refuse('The document has a document type declaration.')
  // Between two comments a text looks like one to some readers and like its first half to others.
  if (node.nodeType === commentNode || node.nodeType === instructionNode) refuse('The document has comments or processing instructions.')
}

const idOf = (element: Element): string | undefined => {
  const ids = idNames.flatMap((name) => element.getAttribute(name) || [])
  if (ids.length > 1) refuse('An element has two ids.')
  return ids[0]
}

const parse = (text: string): Document => {
  const fail = (message: string) => refuse(`The document is no XML: ${message.split('\n', 1).join('')}`)
  return new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(text, 'text/xml')
}

/** Reads XML and refuses all that tricks readers: document types, comments, processing instructions, ids that stand twice. */
export const readStrictly = (text: string): { root: Element; elements: Element[] } => {
  // Said before anything is parsed: a declaration could make the parser work.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) refuse('The document has a document type declaration.')
  const document = parse(text)
  const elements: Element[] = []
  const ids = new Set<string>()
  for (const node of nodesOf(document)) {
    checkNode(node)
    if (!isElement(node)) continue
    elements.push(node)
    const id = idOf(node)
    if (id !== undefined && ids.has(id)) refuse(`The id ${id} stands twice.`)
    if (id !== undefined) ids.add(id)
  }
  const [root] = elements
  return root === undefined ? refuse('The document is empty.') : { root, elements }
}
