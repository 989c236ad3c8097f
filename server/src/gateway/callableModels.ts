import type { ApiKeyService } from '../apiKeys/apiKey.service';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import { KEY_STATUS_REFUSALS } from './keyStatusRefusals';
import type { CallableModelsAnswer } from './listModels';

/**
 * The models that a key may call now, or why it is refused. Nothing is opened or metered.
 *
 * @throws DomainError UNAVAILABLE when the database cannot be asked.
 */
export async function listCallableModels(keys: ApiKeyService, secret: string): Promise<CallableModelsAnswer> {
  try {
    const key = await keys.findBySecret(secret);
    const refusal = key ? KEY_STATUS_REFUSALS[key.status] : 'INVALID_API_KEY';
    if (!key || refusal) return { ok: false, refusal: refusal ?? 'INVALID_API_KEY' };
    return { ok: true, apiKeyId: key.id, models: await keys.callableModels(key) };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new DomainError('UNAVAILABLE', 'The service is not available right now.', {}, { cause: error });
  }
}
