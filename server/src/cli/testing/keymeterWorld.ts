import { configOf } from '../../platform/testing/configOf';
import type { CommandServices } from '../commandServices';
import { runKeymeter } from '../runKeymeter';

/** The one account that there is. */
export const ACCOUNT = '01890a5d-ac96-774b-bcce-b302099a8057';
export const KEY = '01890a5d-ac96-774b-bcce-b302099a8058';

/** Services, and what they were asked. */
export interface World {
  /** Every call of a service, in order. */
  readonly calls: unknown[];
  readonly services: CommandServices;
}

/** Services that write down what they are asked and find one account. */
export function world(changed: Partial<CommandServices> = {}): World {
  const calls: unknown[] = [];
  const asked =
    <T>(name: string, answer: T) =>
    (...args: unknown[]) => {
      calls.push([name, ...args]);
      return Promise.resolve(answer);
    };
  const services: CommandServices = {
    accounts: {
      createAccount: asked('createAccount', { accountId: 'account-1', userId: 'user-1' }),
      setPlan: asked('setPlan', undefined),
      findAccount: (id) => Promise.resolve(id === ACCOUNT ? { id } : null),
    },
    apiKeys: {
      create: asked('createKey', { apiKey: { id: 'key-1', secretHash: 'hidden' }, secret: 'the-secret' }),
      revoke: asked('revokeKey', {
        receipt: {
          revokedAt: new Date(0),
          nodes: [
            { node: 'a', acknowledgedAt: new Date(5), streamsEndBy: null, streamsEnded: 2 },
            { node: 'b', acknowledgedAt: null, streamsEndBy: new Date(3000), streamsEnded: null },
          ],
        },
      }),
    },
    accessTokens: { create: asked('createToken', { accessToken: { id: 'token-1' }, secret: 'the-secret' }) },
    models: {
      listAvailable: () =>
        Promise.resolve([
          { ...aModel, number: 7 },
          { ...aModel, id: 'demo/b', inputPrice: null, outputPrice: null },
        ]),
      listAll: () => Promise.resolve([{ ...aModel, number: 7 }, goneModel]),
    },
    modelImport: {
      import: asked('importModels', {
        models: [
          { ...aModel, number: 7, change: 'repriced' },
          { ...goneModel, change: 'added' },
        ],
        leftOut: [{ place: 'x', reason: 'no place for mode video' }],
      }),
    },
    usageVerification: {
      verify: asked('verifyUsage', noneWrong),
      rebuild: asked('rebuildUsage', { repaired: { ...noneWrong, wrong: 2 }, left: noneWrong }),
    },
    migrations: ['CreateAccounts1'],
    ...changed,
  };
  return { calls, services };
}

/** A look at all sums that found them right. */
export const noneWrong = { from: '2026-01-15', to: '2026-01-16', accounts: 3, wrong: 0, differences: [] };

export const aModel = {
  id: 'demo/long-name',
  name: 'Demo',
  provider: 'Demo',
  kind: 'CHAT',
  contextTokens: 8000,
  inputPrice: '0.60',
  outputPrice: '0.80',
  isAvailable: true,
};

/** What nobody can call. */
export const goneModel = {
  ...aModel,
  id: 'demo/b',
  inputPrice: null,
  outputPrice: null,
  isAvailable: false,
};

/** Runs a command as it would be typed; single quotes keep words together. */
export async function keymeter(
  line: string,
  { services, ...rest }: World = world(),
  readConfig = () => configOf({}),
) {
  const out: string[] = [];
  const errors: string[] = [];
  let closed = 0;
  const args = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const close = async () => {
    closed += 1;
  };
  const exitCode = await runKeymeter(args, {
    readConfig,
    openServices: () => Promise.resolve({ ...services, close }),
    readLine: () => Promise.resolve('password from stdin'),
    writeOut: (text) => void out.push(text),
    writeError: (text) => void errors.push(text),
    showProgress: () => {},
  });
  return { exitCode, out: out.join(''), error: errors.join(''), closed, calls: rest.calls };
}
