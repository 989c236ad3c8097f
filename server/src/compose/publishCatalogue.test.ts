import { configOf } from '../platform/testing/configOf';
import { publishCatalogue } from './publishCatalogue';

/** What is written of a catalogue that has these models already; null when nothing is. */
async function publishedBy(role: string, available: readonly string[]): Promise<readonly string[] | null> {
  let written: readonly string[] | null = null;
  const catalogue = {
    listAvailable: async () => available.map((id) => ({ id }) as never),
    replaceCatalogue: async (models: readonly { readonly id: string }[]) => {
      written = models.map(({ id }) => id);
    },
  };
  await publishCatalogue(catalogue, configOf({ ROLE: role, DEMO: 'on' }));
  return written;
}

describe('the models that a process makes known when it starts', () => {
  it.each(['all', 'gateway'])('are those that it can call, in the role %s', async (role) => {
    expect(await publishedBy(role, ['acme/of-yesterday'])).toContain('demo/quick');
  });

  it('are those of the gateways, in the role console: it takes nothing away that it does not know', async () => {
    expect(await publishedBy('console', ['acme/of-a-gateway'])).toBeNull();
    expect(await publishedBy('console', [])).toContain('demo/quick');
  });
});
