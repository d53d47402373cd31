// What may import what; ARCHITECTURE.md says why. Paths are from the repository root.
const pure = '^packages/(policy|sigv4|models|clock|ids)/'
const generated = '/src/generated/'
const test = '(\\.test\\.ts$|^apps/[^/]+/test/|^packages/testkit/)'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'An `import type` is gone at run time: a context may name a class whose methods take that context.',
      severity: 'error',
      from: { pathNot: generated },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-other-app',
      comment: 'apps/local mounts the others.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/local/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'pure-packages-stand-alone',
      comment: 'They do no I/O and import nothing of ours but ids.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: { path: '^(packages|apps)/', pathNot: ['^packages/ids/', '^packages/$1/'] },
    },
    {
      name: 'pure-packages-do-no-input-or-output',
      comment: 'The models read their own data files, and their generator writes its result.',
      severity: 'error',
      from: { path: pure, pathNot: [test, '^packages/models/src/data-file\\.ts$', '^packages/models/generate\\.mjs$'] },
      to: { path: '^(node:)?(fs|fs/promises|net|http|https|http2|dgram|child_process|dns|tls|worker_threads|cluster)$' },
    },
    {
      name: 'only-store-knows-prisma',
      severity: 'error',
      from: { pathNot: '^packages/store/' },
      to: { path: ['node_modules/(@prisma|prisma)/', '^packages/store/src/generated/'] },
    },
    {
      name: 'only-jobs-and-rotation-know-bullmq',
      severity: 'error',
      from: { pathNot: '^(packages/jobs|apps/rotation)/' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'nest-stays-in-the-shell',
      severity: 'error',
      from: { pathNot: ['/main\\.ts$', '\\.(module|controller|guard|filter|job)\\.ts$', '^packages/pipeline/src/nest/', test] },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'operations-know-no-wire',
      comment: 'Operations never see HTTP or XML.',
      severity: 'error',
      from: { path: '^apps/.+/[A-Z][A-Za-z0-9]+\\.ts$', pathNot: test },
      to: { path: ['^packages/(protocol|sigv4)/', 'node_modules/(fastify|@nestjs|xml2js)/', '^(node:)?https?$'] },
    },
    {
      name: 'console-uses-the-sdk',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^(packages|apps)/', pathNot: '^apps/console/' },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.test\\.ts$', '\\.d\\.ts$', '/index\\.ts$', '/main\\.ts$', '^apps/cli/bin/'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^bench/', '^tools/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['rolecall-source', 'import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
}
