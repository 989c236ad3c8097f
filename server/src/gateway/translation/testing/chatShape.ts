import { z } from 'zod';

/** What every request for a chat completion looks like, as far as the gateway writes one. */
const text = z.strictObject({ type: z.literal('text'), text: z.string() });
const image = z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.url() }) });
const call = z.strictObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});

export const chatRequestShape = z.strictObject({
  model: z.string(),
  max_completion_tokens: z.int().min(1),
  messages: z.array(
    z.discriminatedUnion('role', [
      z.strictObject({ role: z.literal('system'), content: z.union([z.string(), z.array(text)]) }),
      z.strictObject({
        role: z.literal('user'),
        content: z.union([z.string(), z.array(z.union([text, image]))]),
      }),
      z.strictObject({
        role: z.literal('assistant'),
        content: z.union([z.string(), z.array(text), z.null()]),
        tool_calls: z.array(call).min(1).optional(),
      }),
      z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), content: z.string() }),
    ]),
  ),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string(),
          description: z.string().optional(),
          parameters: z.record(z.string(), z.unknown()),
          strict: z.boolean().optional(),
        }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
    ])
    .optional(),
  parallel_tool_calls: z.literal(false).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  stop: z.array(z.string()).min(1).optional(),
  user: z.string().optional(),
  service_tier: z.literal('default').optional(),
  reasoning_effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string(),
        schema: z.record(z.string(), z.unknown()),
        strict: z.literal(true),
      }),
    })
    .optional(),
  stream: z.literal(true).optional(),
  stream_options: z.strictObject({ include_usage: z.literal(true) }).optional(),
});
