// The walls of the house: who may look at whom. The sentence of each rule is what a person reads who runs into it.

/** A module may call those in the rows above its own; modules in one row are blind to each other. */
const tiers = [
  ['people'],
  ['calendars'],
  ['knowledge', 'tone', 'triage'],
  ['complaints'],
  ['conversations'],
  [
    'procedure',
    'clocks',
    'promises',
    'remedies',
    'precedents',
    'tasks',
    'handovers',
    'boundaries',
    'routing',
    'incidents',
    'surveys',
    'quality',
  ],
  ['letters', 'worklist'],
  ['channels'],
  ['search', 'notices', 'webhooks', 'privacy', 'insight', 'audit'],
]

const channels = 'email|webform|chat|voice|social|letter|counter'
const pure = '^src/modules/.+/(contract|facts|rules|words)(\\.ts$|/)'
const purePlatform = '^src/platform/(endpoint|fact|words|fold|money|time|language|linear-model)(\\.ts$|/)'
const test = '\\.test\\.tsx?$'
const web = '^src/(workspace|widget)/|^src/modules/.+/web/'
const bundler = '/vite\\.config\\.ts$'

const technology =
  '(^|/)node_modules/(fastify|fastify-[^/]+|@fastify/[^/]+|better-auth|pg|graphile-worker|nodemailer|imapflow|postal-mime|smtp-server|libmime|mailauth|web-push)/'
const network = '^(node:)?(net|tls|http|https|http2|dgram|dns|dns/promises|child_process|cluster|worker_threads)$'

const rule = (name, comment, { from, to }) => ({ name, comment, severity: 'error', from, to })

const callsGoDown = tiers.flatMap((tier, level) =>
  tier.map((name) =>
    rule(
      `${name}-calls-downward`,
      'Call the tiers above your own in the list; otherwise announce a fact and add a line to src/reactions.ts.',
      {
        from: { path: `^src/modules/${name}/`, pathNot: test },
        to: {
          path: `^src/modules/(${tiers
            .slice(level)
            .flat()
            .filter((other) => other !== name)
            .join('|')})/`,
          pathNot: pure,
        },
      },
    ),
  ),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('imports-resolve', 'The file does not exist, or the package is not installed.', { from: {}, to: { couldNotResolve: true } }),
    rule('no-cycles', 'Two files that need each other are one thought, or the wrong two.', {
      from: { pathNot: '^src/platform/' },
      to: { circular: true },
    }),
    // The seams of platform name each other as types (a Work announces facts, a reaction takes a Work); nothing of that runs.
    rule('no-cycles-in-platform', 'Two files that need each other are one thought, or the wrong two.', {
      from: { path: '^src/platform/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    }),
    rule('every-module-has-its-tier', 'Give the module its place in the tier list of .dependency-cruiser.cjs.', {
      from: { path: '^src/modules/', pathNot: [`^src/modules/(${tiers.flat().join('|')})/`, test] },
      to: {},
    }),
    rule('platform-knows-no-business', 'What any business needs cannot know this one.', {
      from: { path: '^src/platform', pathNot: test },
      to: { path: '^src/(modules|workspace|portal|widget)/|^src/(app|main|reactions|schedule)\\.ts$' },
    }),
    rule('modules-meet-at-the-counter', "Import the other module's index.ts, or its contract, facts, rules or words.", {
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$', pure, '/web/'] },
    }),
    rule('panels-do-not-nest-across-modules', 'Pages in src/workspace/pages put panels of several modules together.', {
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/.+/web/', pathNot: '^src/modules/$1/' },
    }),
    rule('modules-live-under-the-roof', 'Of the roof, the workspace and the portal, a module knows only the two kits.', {
      from: { path: '^src/modules/', pathNot: test },
      to: { path: '^src/(app|main|reactions|schedule)\\.ts$|^src/(workspace|portal|widget)/', pathNot: '^src/(workspace|portal)/kit/' },
    }),
    rule('kits-know-no-business', 'A kit is used by every module: it may not know one.', {
      from: { path: '^src/(workspace|portal)/kit/', pathNot: test },
      to: { path: '^src/modules/', pathNot: pure },
    }),
    // Their folders only: mailboxes, automatic mail and what was put aside are everybody's.
    rule('channels-do-not-know-each-other', 'What two channels share is beside their folders, in platform/ or in a lower tier.', {
      from: { path: `^src/modules/channels/(${channels})/` },
      to: { path: `^src/modules/channels/(${channels})/`, pathNot: '^src/modules/channels/$1/' },
    }),
    ...callsGoDown,
    rule(
      'browser-sees-words-and-rules-only',
      'A screen imports contract, facts, rules, words, and panels; it asks the server for the rest.',
      {
        from: { path: web, pathNot: [test, bundler] },
        to: { path: '^src/(platform|modules|portal)/', pathNot: [pure, '/web/', purePlatform] },
      },
    ),
    rule('browser-has-no-node', 'A browser has no Node.', {
      from: { path: [web, purePlatform], pathNot: [test, bundler] },
      to: { dependencyTypes: ['core'] },
    }),
    rule('browser-has-no-server-technology', 'Databases, mail and documents are made on the server; the browser may know their types.', {
      from: { path: [web, purePlatform], pathNot: [test, bundler] },
      to: { path: [technology, '(^|/)node_modules/(kysely|pino|pdfmake|sanitize-html)/'], dependencyTypesNot: ['type-only'] },
    }),
    rule('server-knows-no-screens', 'The server runs without a build: it knows what the screens were built into, not the screens.', {
      from: { path: '^src/', pathNot: [web, test] },
      to: { path: web, pathNot: '/words/' },
    }),
    rule('portal-composes-public-parts', "A public page uses a module's counter, its pure files and its portal folder.", {
      from: { path: '^src/portal/', pathNot: test },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', pure, '/portal/'] },
    }),
    rule('widget-imports-types-only', 'The widget is small because it imports nothing but types of ours.', {
      from: { path: '^src/widget/', pathNot: test },
      to: { path: '^src/(?!widget/)', dependencyTypesNot: ['type-only'] },
    }),
    rule('rules-are-pure', 'contract, facts, rules and words import each other, Zod, JSON and the pure files of platform.', {
      from: { path: pure, pathNot: test },
      to: { pathNot: [pure, purePlatform, '\\.json$', '(^|/)node_modules/zod/'] },
    }),
    rule('platform-seams-are-pure', 'The browser imports these too: of the rest of platform they may know only types.', {
      from: { path: purePlatform, pathNot: test },
      to: { path: '^src/', pathNot: [purePlatform, '\\.json$'], dependencyTypesNot: ['type-only'] },
    }),
    rule(
      'technology-stays-at-the-edge',
      'Servers, sockets and drivers live in platform/ and modules/channels/; elsewhere only their types.',
      {
        from: { path: '^src/modules/', pathNot: ['^src/modules/channels/', test] },
        to: { path: [technology, network], dependencyTypesNot: ['type-only'] },
      },
    ),
    rule(
      'the-house-stands-without-its-scaffold',
      'What is shipped may not need the tests; only the command line knows demo/ and scripts/.',
      {
        from: { path: '^src/', pathNot: [test, '^src/main\\.ts$'] },
        to: { path: '^(test|bench|demo|scripts)/|\\.test\\.tsx?$' },
      },
    ),
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
