import { EMPTY, type FieldRules, ignored, only, refused, translated } from '../fieldRules';

const PRICE_ONLY = 'it changes the price only';
const OPENAI_ONLY = 'only OpenAI keeps or does this';
const NO_SOUND = 'the provider neither hears nor speaks';
const IS_OLD = '`tools` has taken its place';
const NO_PROBABILITIES = 'the provider does not tell probabilities';
const ZERO = only(0);

/** Each field of a chat completion, for a model whose upstream speaks Anthropic's protocol. */
export const CHAT_REQUEST_FIELDS = {
  model: translated('`model`, as the upstream calls it'),
  messages: translated('`system` and `messages`'),
  max_completion_tokens: translated('`max_tokens`'),
  max_tokens: translated('`max_tokens`, where `max_completion_tokens` is not given'),
  stream: translated('`stream`'),
  stream_options: translated('the chunk with the usage is made from what the upstream reports'),
  temperature: translated('`temperature`, from 0 to 1; more is refused'),
  top_p: translated('`top_p`'),
  stop: translated('`stop_sequences`'),
  tools: translated('`tools`'),
  tool_choice: translated('`tool_choice`: `required` is `any`, a named function is `tool`'),
  parallel_tool_calls: translated('`tool_choice.disable_parallel_tool_use`'),
  user: translated('`metadata.user_id`'),
  safety_identifier: translated('`metadata.user_id`; refused beside another `user`'),
  reasoning_effort: translated(
    '`output_config.effort`, in the same words; `none` is `thinking` of type `disabled`; `minimal` is refused',
  ),
  response_format: translated('`output_config.format` for `json_schema`; `json_object` is refused'),
  service_tier: translated(
    '`service_tier`: `default` is `standard_only`; all but `auto` and `default` are refused',
  ),
  prompt_cache_key: ignored(PRICE_ONLY),
  prompt_cache_options: ignored(PRICE_ONLY),
  prompt_cache_retention: ignored(PRICE_ONLY),
  n: refused('the provider gives one answer', only(1)),
  logprobs: refused(NO_PROBABILITIES, only(false)),
  top_logprobs: refused(NO_PROBABILITIES, ZERO),
  logit_bias: refused('the provider knows no such bias', EMPTY),
  frequency_penalty: refused('the provider knows no such penalty', ZERO),
  presence_penalty: refused('the provider knows no such penalty', ZERO),
  seed: refused('the provider cannot repeat an answer'),
  audio: refused(NO_SOUND),
  modalities: refused(NO_SOUND, {
    allowed: '["text"]',
    isAllowed: (value) => Array.isArray(value) && value.length === 1 && value[0] === 'text',
  }),
  prediction: refused('the provider does not take predictions'),
  verbosity: refused('the provider knows no such setting', only('medium')),
  web_search_options: refused('the provider does not search the web in this way'),
  store: refused(OPENAI_ONLY, only(false)),
  metadata: refused(OPENAI_ONLY, EMPTY),
  moderation: refused(OPENAI_ONLY),
  functions: refused(IS_OLD, EMPTY),
  function_call: refused(IS_OLD),
} satisfies FieldRules;

const NO_NAMES = 'the provider does not tell speakers apart by name';
const BREAKPOINT = { prompt_cache_breakpoint: ignored(PRICE_ONLY) };

/** Each field of a message, by its role. */
export const CHAT_MESSAGE_FIELDS = {
  system: {
    role: translated('`system` for those at the beginning, a message with the role `system` for later ones'),
    content: translated('text; an empty one is left out'),
    name: refused(NO_NAMES),
  },
  user: {
    role: translated('`role`'),
    content: translated('text and images; what is empty is refused'),
    name: refused(NO_NAMES),
  },
  assistant: {
    role: translated('`role`; as the last message it begins the answer'),
    content: translated('text'),
    refusal: translated('text'),
    tool_calls: translated('blocks of type `tool_use`, behind the text'),
    name: refused(NO_NAMES),
    audio: refused(NO_SOUND),
    function_call: refused('`tool_calls` has taken its place'),
    annotations: refused('the provider does not take sources back', EMPTY),
  },
  tool: {
    role: translated('a user turn; tool messages behind each other make one'),
    content: translated('the content of a block of type `tool_result`'),
    tool_call_id: translated('`tool_use_id`'),
  },
} satisfies Record<string, FieldRules>;

/** Each field of a part of a message, by its type. Other types are refused. */
export const CHAT_PART_FIELDS = {
  text: { type: translated('`type`'), text: translated('`text`; an empty one is left out'), ...BREAKPOINT },
  refusal: { type: translated('`text`'), refusal: translated('`text`') },
  image_url: {
    type: translated('`image`'),
    image_url: translated(
      '`source`: a `data:` address of a JPEG, PNG, GIF or WebP is `base64`, an https address is `url`',
    ),
    ...BREAKPOINT,
  },
} satisfies Record<string, FieldRules>;

export const CHAT_IMAGE_FIELDS = {
  url: translated('`source`'),
  detail: refused('the provider chooses the size of images', only('auto')),
} satisfies FieldRules;

export const CHAT_TOOL_FIELDS = {
  type: translated('`function` only; other types are refused'),
  function: translated('a tool'),
} satisfies FieldRules;

export const CHAT_FUNCTION_FIELDS = {
  name: translated('`name`'),
  description: translated('`description`'),
  parameters: translated('`input_schema`'),
  strict: translated('`strict`'),
} satisfies FieldRules;

export const CHAT_NAMED_FUNCTION_FIELDS = { name: translated('`name`') } satisfies FieldRules;

export const CHAT_TOOL_CALL_FIELDS = {
  id: translated('`id`'),
  type: translated('`function` only; other types are refused'),
  function: translated('`name` and `input`; arguments that are no object of JSON are refused'),
  index: ignored('the order of the list says it'),
} satisfies FieldRules;

export const CHAT_CALLED_FUNCTION_FIELDS = {
  name: translated('`name`'),
  arguments: translated('`input`'),
} satisfies FieldRules;

export const CHAT_STREAM_OPTIONS_FIELDS = {
  include_usage: translated('a last chunk with the usage'),
  include_obfuscation: refused('the provider does not blur the size of its chunks', only(false)),
} satisfies FieldRules;

export const CHAT_JSON_SCHEMA_FIELDS = {
  name: ignored('it is a label that only OpenAI asks for'),
  schema: translated('`output_config.format.schema`'),
  strict: ignored('the provider always keeps to the schema'),
  description: translated("the schema's own `description`; refused when it has one already"),
} satisfies FieldRules;
