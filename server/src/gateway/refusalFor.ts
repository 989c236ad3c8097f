import { DomainError } from '../platform/domainError';
import { GatewayRefusal, invalidRequest } from './gatewayRefusal';

/** What a client is told about an error. Anything unforeseen is hidden behind INTERNAL_ERROR. */
export function refusalFor(error: unknown): GatewayRefusal {
  if (error instanceof GatewayRefusal) return error;
  if (error instanceof DomainError && error.code === 'UNAVAILABLE') {
    return new GatewayRefusal('SERVICE_UNAVAILABLE');
  }
  // The door refuses requests that are ambiguous before a route of ours sees them.
  if (error instanceof DomainError && error.code === 'INVALID_INPUT') return invalidRequest(error.message);
  return new GatewayRefusal('INTERNAL_ERROR');
}
