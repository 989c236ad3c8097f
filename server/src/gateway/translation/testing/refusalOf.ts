import { GatewayRefusal } from '../../gatewayRefusal';

/** What a client is told of the field at which a request was refused. Fails when it was not refused. */
export function refusalOf(act: () => unknown): { param: string; problem: string } {
  try {
    act();
  } catch (error) {
    if (error instanceof GatewayRefusal && error.code === 'INVALID_REQUEST') {
      return { param: error.subject.param ?? '', problem: error.subject.problem ?? '' };
    }
    throw error;
  }
  throw new Error('It was not refused.');
}
