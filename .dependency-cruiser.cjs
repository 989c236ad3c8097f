/**
 * Which way imports may point. docs/ARCHITECTURE.md says why; scripts/walls.test.mjs breaks each rule once, so that a
 * rule that stopped working is noticed.
 */

/** What each feature of the server may use of the others: services, types, loaders, errors and pure files. */
const MAY_USE = {
  accounts: ['audit'],
  accessTokens: ['accounts', 'audit'],
  audit: [],
  models: [],
  nodes: [],
  apiKeys: ['accounts', 'audit', 'models', 'nodes'],
  usage: ['apiKeys', 'audit', 'models'],
  leaks: [],
  gateway: ['apiKeys', 'models', 'usage', 'nodes'],
  demo: [],
};
const FEATURES = Object.keys(MAY_USE).join('|');
const EDGE_MAY_USE = { db: [], graphql: [], http: ['graphql'], cli: [] };
const EDGES = Object.keys(EDGE_MAY_USE).join('|');
/** app.ts and compose/ put everything together; main.ts and keymeter.ts start it. */
const ROOTS = '^server/src/((app|main|keymeter)\\.ts$|compose/)';
/** Tests and what only tests use: they may build a part with the real storage of another one. */
const TESTS = '(\\.test\\.(ts|tsx)$|/testing/|^server/src/test/|^client/e2e/)';

/** A package, also where it could not be found. */
const npm = (...names) => `(^|node_modules/)(${names.join('|')})(/|$)`;
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const featureDirections = Object.entries(MAY_USE).map(([feature, allowed]) =>
  rule(
    `feature-direction-${feature}`,
    `${feature} may use ${allowed.join(', ') || 'no other feature'}. A new direction needs a decision record.`,
    { path: `^server/src/${feature}/`, pathNot: TESTS },
    { path: `^server/src/(${FEATURES})/`, pathNot: `^server/src/(${[feature, ...allowed].join('|')})/` },
  ),
);

const server = [
  ...featureDirections,
  rule(
    'platform-knows-no-feature',
    'The platform is what every feature stands on.',
    { path: '^server/src/platform/' },
    { path: '^server/src/', pathNot: '^server/src/platform/' },
  ),
  rule(
    'features-know-no-edge',
    'A feature is handed what it needs; it never reaches for the database, GraphQL, HTTP or the command line.',
    { path: `^server/src/(${FEATURES})/`, pathNot: TESTS },
    { path: `^server/src/(${EDGES})/|${ROOTS}` },
  ),
  ...Object.entries(EDGE_MAY_USE).map(([edge, allowed]) =>
    rule(
      `edge-alone-${edge}`,
      'The edges meet where everything is put together; only HTTP serves what GraphQL answers.',
      { path: `^server/src/${edge}/`, pathNot: TESTS },
      { path: `^server/src/(${EDGES})/|${ROOTS}`, pathNot: `^server/src/(${[edge, ...allowed].join('|')})/` },
    ),
  ),
  rule(
    'roots-are-not-imported',
    'They import each other downwards, and tests import them; nothing else does.',
    { path: '^server/src/', pathNot: `${TESTS}|${ROOTS}` },
    { path: ROOTS },
  ),
  rule(
    'private-storage',
    'Entities and repositories belong to their folder. db/ lists entities, compose/ builds repositories.',
    { path: '^server/src/([^/]+)/', pathNot: `${TESTS}|^server/src/(db|compose)/` },
    { path: '\\.(entity|repository)\\.ts$', pathNot: '^server/src/$1/' },
  ),
  rule(
    'private-repositories',
    'The database lists entities; statements stay in the folder that owns the question.',
    { path: '^server/src/db/', pathNot: TESTS },
    { path: '\\.repository\\.ts$', pathNot: '^server/src/db/' },
  ),
  rule(
    'typeorm-only-in-storage',
    'Only entities, repositories and db/ know the ORM.',
    { path: '^server/src/', pathNot: `${TESTS}|^server/src/db/|\\.(entity|repository)\\.ts$` },
    { path: npm('typeorm') },
  ),
  rule(
    'type-graphql-only-at-the-edge',
    'Only resolvers, their types and inputs, and graphql/ know the schema library.',
    { path: '^server/src/', pathNot: `${TESTS}|^server/src/graphql/|\\.(resolver|type|inputs)\\.ts$` },
    { path: npm('type-graphql') },
  ),
  rule(
    'apollo-only-at-the-edge',
    'Only graphql/ and http/ know the GraphQL server.',
    { path: '^server/src/', pathNot: `${TESTS}|^server/src/(graphql|http)/` },
    { path: npm('@apollo/server', '@as-integrations/fastify') },
  ),
  rule(
    'fastify-only-in-http',
    'Only http/ knows the HTTP framework.',
    { path: '^server/src/', pathNot: `${TESTS}|^server/src/http/` },
    { path: npm('fastify', '@fastify/[^/]+', '@as-integrations/fastify') },
  ),
];

const client = [
  rule(
    'client-never-imports-server',
    'They share words through shared/ and the schema, nothing else.',
    { path: '^client/' },
    { path: '^server/' },
  ),
  rule(
    'server-never-imports-client',
    'They share words through shared/ and the schema, nothing else.',
    { path: '^server/' },
    { path: '^client/' },
  ),
  rule(
    'client-features-are-islands',
    'A page brings features together by their props.',
    { path: '^client/src/features/([^/]+)/', pathNot: TESTS },
    { path: '^client/src/features/', pathNot: '^client/src/features/$1/' },
  ),
  rule(
    'client-flows-upward-ground',
    'lib, ui, i18n and the generated documents know no feature.',
    { path: '^client/src/(lib|ui|i18n|graphql)/', pathNot: TESTS },
    { path: '^client/src/(features|pages|app)/|^client/src/main\\.tsx$' },
  ),
  rule(
    'client-flows-upward-lib',
    'lib shows nothing.',
    { path: '^client/src/lib/', pathNot: TESTS },
    { path: '^client/src/ui/' },
  ),
  rule(
    'client-flows-upward-features',
    'A feature does not know the page that it stands on.',
    { path: '^client/src/features/', pathNot: TESTS },
    { path: '^client/src/(pages|app)/|^client/src/main\\.tsx$' },
  ),
  rule(
    'client-flows-upward-pages',
    'A page does not know the frame around it.',
    { path: '^client/src/pages/', pathNot: TESTS },
    { path: '^client/src/app/|^client/src/main\\.tsx$' },
  ),
];

const everywhere = [
  rule('no-cycles', 'Also cycles of types: one of the files answers two questions.', {}, { circular: true }),
  rule(
    'shared-is-a-leaf',
    'Both sides run it: no packages, no Node, no React.',
    { path: '^shared/src/', pathNot: TESTS },
    { pathNot: '^shared/src/' },
  ),
  rule(
    'tests-stay-tests',
    'What is only there for tests is used by tests only.',
    { pathNot: TESTS },
    { path: TESTS },
  ),
  rule(
    'no-vague-names',
    'Such a file answers no question. Name it after the one thing in it.',
    {},
    { path: '/(utils|util|helpers|helper|common|misc|types)[.]tsx?$', pathNot: 'node_modules/' },
  ),
  rule(
    'nothing-missing',
    'A file or package that is not there.',
    // The generated documents name a package of types that only their generator has.
    { pathNot: '^client/src/graphql/' },
    { couldNotResolve: true },
  ),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...server, ...client, ...everywhere],
  options: {
    // The only one of its parsers that reads TypeScript without the compiler's own API, type imports included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results)/' },
    enhancedResolveOptions: {
      // Before anything was built, shared/ is found by its sources.
      mainFields: ['types', 'main', 'module'],
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
