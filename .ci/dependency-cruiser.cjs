// Imports point down this list only; `otlp` imports nothing of ours.
const order = [
  'commands',
  'pages',
  'site',
  'workbench',
  'trace-view',
  'progress',
  'certification',
  'grading',
  'runtime',
  'backends',
  'collector',
  'otlp',
];

const upward = order.slice(1).map((name, index) => ({
  name: `no-upward-import-from-${name}`,
  comment: `src/${name} may import only what stands below it: ${order.slice(index + 2).join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: `^src/(${order.slice(0, index + 1).join('|')})/` },
}));

/** The folders whose code runs in a worker, in Node and in CI alike. */
const portable = '^src/(otlp|collector|backends|grading)/';

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'portable-core',
      comment: 'otlp, collector, backends and grading use no Node API outside hosts/, so that the same code runs in a worker.',
      severity: 'error',
      from: { path: portable, pathNot: ['/hosts/', '\\.test\\.ts$', '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      comment: 'A cycle hides which of the modules is the lower one.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'labs-import-grading-only',
      comment: 'A lab knows the grader and the data it reads, not the site or the runtimes.',
      severity: 'error',
      from: { path: '^labs/[^/]+/[^/]+\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(grading|backends|otlp)/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import names nothing that exists.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^lab:', '^astro:', '\\?(raw|url|worker)'] },
    },
    {
      name: 'no-dev-dependency-in-product',
      comment: 'What the site ships must be a dependency.',
      severity: 'error',
      from: { path: '^src/(site|pages|workbench|trace-view|progress|grading|backends|collector|otlp)/', pathNot: ['\\.test\\.tsx?$', '/testing/', '^src/site/build/'] },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.d\\.ts$', '/fixtures/', '^labs/[^/]+/(starter|solution|wrong)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.astro'], exportsFields: ['exports'], mainFields: ['module', 'main', 'types'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
