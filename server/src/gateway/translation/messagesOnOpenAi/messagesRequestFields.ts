import { EMPTY, type FieldRules, ignored, only, refused, translated } from '../fieldRules';

const PRICE_ONLY = 'it changes the price only';
const ANTHROPIC_ONLY = 'only Anthropic keeps or does this';
const CACHE = { cache_control: ignored(PRICE_ONLY) };
const TOOLSET = { toolset_name: refused('only Anthropic has such tools') };

/** Each field of Anthropic's Messages API, for a model whose upstream speaks OpenAI's protocol. */
export const MESSAGES_REQUEST_FIELDS = {
  model: translated('`model`, as the upstream calls it'),
  max_tokens: translated('`max_completion_tokens`; 0 is refused'),
  messages: translated('`messages`'),
  system: translated('the first message, with the role `system`'),
  stream: translated('`stream`'),
  stop_sequences: translated('`stop`'),
  temperature: translated('`temperature`'),
  top_p: translated('`top_p`'),
  tools: translated('`tools`'),
  tool_choice: translated(
    '`tool_choice` and `parallel_tool_calls`: `any` is `required`, `tool` is a named function',
  ),
  metadata: translated('`user`'),
  output_config: translated(
    '`reasoning_effort` in the same words, and `response_format` of type `json_schema`',
  ),
  service_tier: translated('`service_tier`: `standard_only` is `default`, `auto` is what holds without it'),
  cache_control: ignored(PRICE_ONLY),
  thinking: refused('the provider does not show what it thinks', {
    allowed: 'of type "disabled"',
    isAllowed: (value) =>
      typeof value === 'object' && value !== null && 'type' in value && value.type === 'disabled',
  }),
  top_k: refused('the provider knows no such setting'),
  speed: refused(ANTHROPIC_ONLY, only('standard')),
  inference_geo: refused(ANTHROPIC_ONLY),
  container: refused(ANTHROPIC_ONLY),
  diagnostics: refused(ANTHROPIC_ONLY),
  user_profile_id: refused(ANTHROPIC_ONLY),
  workspace_id: refused(ANTHROPIC_ONLY),
} satisfies FieldRules;

export const ANTHROPIC_MESSAGE_FIELDS = {
  role: translated(
    '`role`: `user`, `assistant` or `system`; `assistant` is refused in the last message, which the model would not go on with',
  ),
  content: translated('`content`, `tool_calls`, and messages with the role `tool`'),
} satisfies FieldRules;

/** Each field of a block of content, by its type. Other types are refused. */
export const ANTHROPIC_BLOCK_FIELDS = {
  text: {
    type: translated('`type`'),
    text: translated('`text`'),
    citations: refused('the provider does not take sources back', EMPTY),
    ...CACHE,
  },
  image: {
    type: translated('`image_url`'),
    source: translated('`image_url.url`: `base64` is a `data:` address, `url` is that; files are refused'),
    transformations: refused('the provider chooses the size of images'),
    ...CACHE,
  },
  tool_use: {
    type: translated('a call of a function, behind the texts of its turn'),
    id: translated('`id`'),
    name: translated('`function.name`'),
    input: translated('`function.arguments`'),
    caller: refused('only Anthropic runs tools by itself', {
      allowed: 'of type "direct"',
      isAllowed: (value: unknown) =>
        typeof value === 'object' && value !== null && 'type' in value && value.type === 'direct',
    }),
    ...TOOLSET,
    ...CACHE,
  },
  tool_result: {
    type: translated('a message with the role `tool`; refused behind other blocks of its turn'),
    tool_use_id: translated('`tool_call_id`'),
    content: translated('text; images follow in the next message, as those of this result'),
    is_error: translated('`Error: ` before the text'),
    ...TOOLSET,
    ...CACHE,
  },
} satisfies Record<string, FieldRules>;

/** Each field of the source of an image, by its type. Other types are refused. */
export const ANTHROPIC_SOURCE_FIELDS = {
  base64: {
    type: translated('`data:`'),
    media_type: translated('a part of the address'),
    data: translated('a part of the address'),
  },
  url: { type: translated('`image_url`'), url: translated('`image_url.url`') },
} satisfies Record<string, FieldRules>;

export const ANTHROPIC_TOOL_FIELDS = {
  type: translated('`function`; only tools of type `custom` are taken'),
  name: translated('`function.name`'),
  description: translated('`function.description`'),
  input_schema: translated('`function.parameters`'),
  strict: translated('`function.strict`'),
  eager_input_streaming: ignored('the provider always streams arguments as they are written'),
  allowed_callers: refused('only Anthropic runs tools by itself', {
    allowed: '["direct"]',
    isAllowed: (value) => Array.isArray(value) && value.length === 1 && value[0] === 'direct',
  }),
  defer_loading: refused('the provider reads all tools', only(false)),
  input_examples: refused('the provider takes no examples', EMPTY),
  ...CACHE,
} satisfies FieldRules;

export const ANTHROPIC_TOOL_CHOICE_FIELDS = {
  type: translated('`tool_choice`'),
  name: translated('`function.name`'),
  disable_parallel_tool_use: translated('`parallel_tool_calls`'),
} satisfies FieldRules;

export const ANTHROPIC_METADATA_FIELDS = { user_id: translated('`user`') } satisfies FieldRules;

export const ANTHROPIC_OUTPUT_CONFIG_FIELDS = {
  effort: translated('`reasoning_effort`'),
  format: translated('`response_format`'),
} satisfies FieldRules;
