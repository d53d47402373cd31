import { validationError } from './errors.ts'

/** The model's enumeration also has `Expired`, which time alone makes of a service-specific credential. */
export const readStatus = (status: string): 'Active' | 'Inactive' => {
  if (status === 'Active' || status === 'Inactive') return status
  throw validationError("1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set")
}
