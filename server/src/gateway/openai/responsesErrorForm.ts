import type { ErrorForm } from '../protocols/clientProtocol';
import { openAiErrorForm } from './openAiErrorForm';

/**
 * Errors of `/v1/responses`: in a stream an event of type `error` with its fields at the top, as OpenAI describes it, and
 * under `error` too, which is where its client libraries look for a failure.
 */
export const responsesErrorForm: ErrorForm = {
  whole: openAiErrorForm.whole,
  event({ body }) {
    const { code, message, param } = body.error;
    const data = { type: 'error', code, message, param, error: body.error };
    return Buffer.from(`event: error\ndata: ${JSON.stringify(data)}\n\n`);
  },
};
