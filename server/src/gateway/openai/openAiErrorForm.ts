import { jsonHeaders } from '../jsonHeaders';
import type { ErrorForm } from '../protocols/clientProtocol';

/** OpenAI's errors: one body for all routes, and a `data` event without a name in a stream. */
export const openAiErrorForm: ErrorForm = {
  whole({ body }) {
    const bytes = Buffer.from(JSON.stringify(body));
    return { headers: jsonHeaders(bytes), body: bytes };
  },
  event: ({ body }) => Buffer.from(`data: ${JSON.stringify(body)}\n\n`),
};
