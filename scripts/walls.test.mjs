import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT_FOLDER } from './running/rootFolder.mjs';
import { scratchFolder } from './testing/scratchFolder.mjs';

const { forbidden } = require('../.dependency-cruiser.cjs');

/** Each rule with imports that break it and nothing else: file, what it imports. */
const BROKEN = {
  'feature-direction-accounts': ['server/src/accounts/a.ts', '../models/plain'],
  'feature-direction-accessTokens': ['server/src/accessTokens/a.ts', '../apiKeys/plain'],
  'feature-direction-audit': ['server/src/audit/a.ts', '../accounts/plain'],
  'feature-direction-models': ['server/src/models/a.ts', '../accounts/plain'],
  'feature-direction-nodes': ['server/src/nodes/a.ts', '../models/plain'],
  'feature-direction-apiKeys': ['server/src/apiKeys/a.ts', '../usage/plain'],
  'feature-direction-usage': ['server/src/usage/a.ts', '../gateway/plain'],
  'feature-direction-leaks': ['server/src/leaks/a.ts', '../apiKeys/plain'],
  'feature-direction-gateway': ['server/src/gateway/a.ts', '../accounts/plain'],
  'feature-direction-demo': ['server/src/demo/a.ts', '../models/plain'],
  'platform-knows-no-feature': ['server/src/platform/a.ts', '../models/plain'],
  'features-know-no-edge': ['server/src/models/b.ts', '../http/plain'],
  'edge-alone-db': ['server/src/db/a.ts', '../http/plain'],
  'edge-alone-graphql': ['server/src/graphql/a.ts', '../db/plain'],
  'edge-alone-http': ['server/src/http/a.ts', '../db/plain'],
  'edge-alone-cli': ['server/src/cli/a.ts', '../db/plain'],
  'roots-are-not-imported': ['server/src/other/a.ts', '../main'],
  'private-storage': ['server/src/usage/b.ts', '../apiKeys/key.repository'],
  'private-repositories': ['server/src/db/b.ts', '../apiKeys/key.repository'],
  'typeorm-only-in-storage': ['server/src/models/c.service.ts', 'typeorm'],
  'type-graphql-only-at-the-edge': ['server/src/models/d.service.ts', 'type-graphql'],
  'apollo-only-at-the-edge': ['server/src/models/e.resolver.ts', '@apollo/server/plugin/drain'],
  'fastify-only-in-http': ['server/src/models/f.resolver.ts', '@fastify/static'],
  'client-never-imports-server': ['client/src/lib/a.ts', '../../../server/src/models/plain'],
  'server-never-imports-client': ['server/src/models/g.ts', '../../../client/src/lib/plain'],
  'client-features-are-islands': ['client/src/features/usage/a.tsx', '../apiKeys/plain'],
  'client-flows-upward-ground': ['client/src/ui/a.tsx', '../features/apiKeys/plain'],
  'client-flows-upward-lib': ['client/src/lib/b.ts', '../ui/Plain'],
  'client-flows-upward-features': ['client/src/features/apiKeys/b.tsx', '../../pages/Plain'],
  'client-flows-upward-pages': ['client/src/pages/A.tsx', '../app/Plain'],
  'no-cycles': ['server/src/models/circleA.ts', './circleB'],
  'shared-is-a-leaf': ['shared/src/a.ts', 'node:fs'],
  'tests-stay-tests': ['server/src/models/h.ts', './testing/plain'],
  'no-vague-names': ['server/src/models/i.ts', './utils'],
  'nothing-missing': ['server/src/models/j.ts', './gone'],
};

/** What closes the circle. */
const BACKWARDS = ['server/src/models/circleB.ts', './circleA'];

/** What may be imported, by the same rules. */
const ALLOWED = [
  ['server/src/apiKeys/b.service.ts', '../nodes/plain'],
  ['server/src/gateway/b.ts', '../usage/plain'],
  ['server/src/models/k.ts', '../platform/plain'],
  ['server/src/db/c.ts', '../apiKeys/key.entity'],
  ['server/src/app.ts', './apiKeys/key.repository'],
  ['server/src/compose/a.ts', '../http/plain'],
  ['server/src/main.ts', './app'],
  ['server/src/apiKeys/key.repository.ts', 'typeorm'],
  ['server/src/apiKeys/key.resolver.ts', 'type-graphql'],
  ['server/src/http/b.ts', '@fastify/static'],
  ['server/src/http/c.ts', '../graphql/plain'],
  ['server/src/models/model.int.test.ts', '../db/plain'],
  ['server/src/models/other.test.ts', './testing/plain'],
  ['server/src/test/whole.contract.test.ts', '../app'],
  ['server/src/cli/b.ts', '@keymeter/shared'],
  ['client/src/pages/B.tsx', '../features/apiKeys/plain'],
  ['client/src/features/apiKeys/c.tsx', '../../ui/Plain'],
  ['client/src/app/B.tsx', '../pages/Plain'],
  ['client/src/ui/b.tsx', '../lib/plain'],
];

/** Files that others import; what each holds does not matter. */
const PLAIN = [
  ...['accounts', 'apiKeys', 'models', 'nodes', 'usage', 'gateway', 'http', 'db', 'platform'].map(
    (name) => `server/src/${name}/plain.ts`,
  ),
  'server/src/apiKeys/key.entity.ts',
  'server/src/apiKeys/key.repository.ts',
  'server/src/graphql/plain.ts',
  'server/src/models/testing/plain.ts',
  'server/src/models/utils.ts',
  'client/src/lib/plain.ts',
  'client/src/ui/Plain.tsx',
  'client/src/features/apiKeys/plain.ts',
  'client/src/pages/Plain.tsx',
  'client/src/app/Plain.tsx',
  'shared/src/index.ts',
  ...['typeorm', 'type-graphql', '@fastify/static', '@apollo/server/plugin/drain'].map(
    (name) => `node_modules/${name}/index.js`,
  ),
];

const folder = scratchFolder();

/** Imports a type, since the walls hold for types too; a page also holds JSX. */
function sourceOf(file, target) {
  const show = file.endsWith('.tsx') ? 'export const shown = <p>{String(1)}</p>;\n' : '';
  return `import type { Thing } from '${target}';\n${show}export type Other = Thing;\n`;
}

/** What is wrong in a project of these files: rule and file. */
function violationsIn(imports) {
  folder.write(Object.fromEntries(PLAIN.map((file) => [file, 'export interface Thing { a: string }\n'])));
  folder.write({
    'server/src/main.ts': '',
    'node_modules/@keymeter/shared/package.json':
      '{"types": "../../../shared/src/index.ts", "main": "dist/index.js"}',
  });
  folder.write(Object.fromEntries(imports.map(([file, target]) => [file, sourceOf(file, target)])));
  const bin = path.join(ROOT_FOLDER, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(ROOT_FOLDER, '.dependency-cruiser.cjs');
  const preload = path.join(ROOT_FOLDER, 'scripts/swc-reads-tsx.cjs');
  const args = [
    '-r',
    preload,
    bin,
    'server/src',
    'client/src',
    'shared/src',
    '--config',
    config,
    '--output-type',
    'json',
  ];
  const run = spawnSync(process.execPath, args, {
    cwd: folder.path(),
    encoding: 'utf8',
    maxBuffer: 50_000_000,
    timeout: 25_000,
  });
  const { summary } = JSON.parse(run.stdout);
  return {
    violations: summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`),
    modules: summary.totalCruised,
  };
}

describe('the walls between folders', () => {
  it('have an example for each rule', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('know every folder of the server', () => {
    const known = forbidden.flatMap(
      ({ name }) => /^(?:feature-direction|edge-alone)-(.+)$/.exec(name)?.[1] ?? [],
    );
    const folders = readdirSync(path.join(ROOT_FOLDER, 'server/src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect([...known, 'platform', 'compose', 'test']).toEqual(expect.arrayContaining(folders));
  });

  it('stop each wrong import, of types too, for its own reason only', () => {
    const { violations } = violationsIn([...Object.values(BROKEN), BACKWARDS]);

    const expected = Object.entries(BROKEN).map(([rule, [file]]) => `${rule}: ${file}`);
    expect(violations.sort()).toEqual(expected.sort());
  });

  it('let every allowed import pass', () => {
    const { violations, modules } = violationsIn(ALLOWED);

    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(ALLOWED.length);
  });
});
