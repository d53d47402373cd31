 
const special = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
 
const everySpecial = /[&<>\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Parsers turn a bare carriage return into a line feed.
  '\r': '&#xD;',
}

/** Text for an element. What XML 1.0 cannot carry at all becomes the replacement character. */
export const escapeText = (text: string): string =>
  special.test(text) ? text.replaceAll(everySpecial, (character) => escapes[character] ?? '\ufffd') : text
