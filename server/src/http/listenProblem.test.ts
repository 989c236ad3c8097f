import { listenProblem } from './listenProblem';

it.each([
  ['EADDRINUSE', 'Another program listens on 10.0.0.1:80 already: stop it, or choose another port'],
  ['EACCES', 'This user may not listen on 10.0.0.1:80: choose a port of 1024 or more'],
  ['EADDRNOTAVAIL', 'This machine has no address 10.0.0.1 to listen on: set HOST'],
  ['ENOTFOUND', 'This machine has no address 10.0.0.1 to listen on: set HOST'],
  ['EMFILE', 'as it was'],
])('says what to do when it cannot listen because of %s', (code, says) => {
  const error = Object.assign(new Error('as it was'), { code });

  expect(String(listenProblem(error, { host: '10.0.0.1', port: 80 }))).toContain(says);
});
