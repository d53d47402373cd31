// Tests run from the TypeScript sources: the export condition `rolecall-source` leads to src, swc strips the types.
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
    },
  ],
  // light-my-request requires this ESM-only package; Jest's require cannot.
  'node_modules[/\\\\](\\.pnpm[/\\\\]cookie@[^/\\\\]+[/\\\\]node_modules[/\\\\])?cookie[/\\\\].+\\.js$': [
    '@swc/jest',
    { module: { type: 'commonjs' } },
  ],
}

export default {
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/tools', '<rootDir>/e2e'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['rolecall-source', 'node', 'node-addons'] },
  transform,
  transformIgnorePatterns: ['[/\\\\]node_modules[/\\\\](?!(\\.pnpm[/\\\\])?cookie(@|[/\\\\]))'],
  maxWorkers: 2,
  globalSetup: '<rootDir>/tools/jest/start-database.js',
  globalTeardown: '<rootDir>/tools/jest/stop-database.js',
  reporters: ['default', '<rootDir>/tools/jest/closing-line.js'],
  testTimeout: 30_000,
}
