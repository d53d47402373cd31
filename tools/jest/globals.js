// Stands for `@jest/globals`: evaluated anew for each test file, it gives the globals that Jest made for that file. Only test
// files may import it, as other modules outlive them.
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } = globalThis[Symbol.for('rolecall.jest-globals')]
