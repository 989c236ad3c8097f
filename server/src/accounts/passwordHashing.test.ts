import { createPasswordHashing } from './passwordHashing';

describe('passwords', () => {
  it('are kept as salted hashes that only the password fits', async () => {
    const passwords = createPasswordHashing();

    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);

    expect(one).not.toBe(two);
    expect(one).not.toContain('correct');
    await expect(passwords.verify({ hash: one, password: 'correct horse' })).resolves.toBe(true);
    await expect(passwords.verify({ hash: one, password: 'correct horsf' })).resolves.toBe(false);
  });

  it('wait in turn up to a bound; whoever comes beyond it is sent away at once, and the turn goes on', async () => {
    const passwords = createPasswordHashing();
    const never = { hash: 'malformed', password: 'x' };

    const rush = await Promise.allSettled(Array.from({ length: 210 }, () => passwords.verify(never)));

    const sentAway = rush.filter((r) => r.status === 'rejected' && r.reason?.code === 'UNAVAILABLE');
    expect(sentAway).toHaveLength(8);
    await expect(passwords.hash('still working')).resolves.toEqual(expect.any(String));
  });
});
