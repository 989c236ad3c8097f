import { createGuardedHistory } from './guardedHistory';

function historyAt(path: string) {
  window.history.replaceState(null, '', path);
  const history = createGuardedHistory();
  const seen: string[] = [];
  const stop = history.listen(({ location }) => seen.push(location.pathname + location.search));
  return { history, seen, stop };
}

it('lets every link pass while nothing would be lost', () => {
  const { history, seen, stop } = historyAt('/account/keys/new');

  history.navigator.push('/account/keys');
  stop();

  expect(seen).toEqual(['/account/keys']);
});

it.each(['push', 'replace'] as const)('holds up a %s until one has answered, then carries it out', (way) => {
  const { history, seen, stop } = historyAt('/account/keys/new');
  const leaves: (() => void)[] = [];
  history.setHold((leave) => {
    leaves.push(leave);
    return true;
  });

  history.navigator[way]('/account/usage');
  const whileAsked = [...seen];
  leaves[0]?.();
  stop();

  expect(whileAsked).toEqual([]);
  expect(seen).toEqual(['/account/usage']);
});

it('asks for nothing when only the search changes, because the dialog stays open', () => {
  const { history, seen, stop } = historyAt('/account/keys/new');
  const hold = jest.fn(() => true);
  history.setHold(hold);

  history.navigator.push({ pathname: '/account/keys/new', search: '?q=a' });
  stop();

  expect(hold).not.toHaveBeenCalled();
  expect(seen).toEqual(['/account/keys/new?q=a']);
});

it('lets everything pass again once the work is saved', () => {
  const { history, seen, stop } = historyAt('/account/keys/new');
  history.setHold(() => true);

  history.setHold(null);
  history.navigator.push('/account/keys');
  stop();

  expect(seen).toEqual(['/account/keys']);
});

it('takes back the Back button, asks, and goes back after all when told so', async () => {
  const { history, seen, stop } = historyAt('/account/keys');
  history.navigator.push('/account/keys/new');
  const asked = new Promise<() => void>((resolve) => {
    history.setHold((leave) => {
      resolve(leave);
      return true;
    });
  });
  const arrives = (path: string) =>
    new Promise<void>((resolve) => {
      window.addEventListener('popstate', function check() {
        if (window.location.pathname !== path) return;
        window.removeEventListener('popstate', check);
        resolve();
      });
    });
  const returned = arrives('/account/keys').then(() => arrives('/account/keys/new'));

  window.history.back();
  const leave = await asked;
  await returned;
  const whileAsked = [...seen];
  const left = arrives('/account/keys');
  leave();
  await left;
  stop();

  expect(whileAsked).toEqual(['/account/keys/new']);
  expect(seen).toEqual(['/account/keys/new', '/account/keys']);
});
