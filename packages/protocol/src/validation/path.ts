const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `RoleName` as validation texts spell it: `roleName`. */
export const lowerCamel = lowerFirst

/** `Placement.GroupName` becomes `placement.groupName`. */
export const lowerCamelPath = (path: string): string => path.split('.').map(lowerFirst).join('.')
