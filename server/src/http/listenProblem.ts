/** Why the server cannot listen there, and what to do about it, for whoever started it. */
export function listenProblem(error: unknown, at: { readonly host: string; readonly port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const place = `${at.host}:${at.port}`;
  switch (code) {
    case 'EADDRINUSE':
      return new Error(
        `Another program listens on ${place} already: stop it, or choose another port, with PORT=${at.port < 65_535 ? at.port + 1 : at.port - 1} in the environment or in .env.`,
        { cause: error },
      );
    case 'EACCES':
      return new Error(
        `This user may not listen on ${place}: choose a port of 1024 or more with PORT, and put a proxy in front of it.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `This machine has no address ${at.host} to listen on: set HOST to one that it has, to 127.0.0.1 for this machine alone or to 0.0.0.0 for all.`,
        { cause: error },
      );
    default:
      return error;
  }
}
