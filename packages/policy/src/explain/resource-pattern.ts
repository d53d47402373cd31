/** The Resource that covers one resource: characters with a meaning in patterns are escaped, but for the `*` of a thing to be made. */
export const resourcePattern = (resource: string): string => {
  if (resource === '*') return resource
  const toBeMade = resource.endsWith('/*')
  const name = toBeMade ? resource.slice(0, -1) : resource
  return name.replaceAll(/[$*?]/g, (character) => `\${${character}}`) + (toBeMade ? '*' : '')
}
