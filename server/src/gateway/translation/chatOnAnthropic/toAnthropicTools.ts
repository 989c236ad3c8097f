import { isJsonObject, type JsonObject } from '../../openai/isJsonObject';
import { checkFields, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readOptionalBoolean, readOptionalText, readText } from '../readField';
import { CHAT_FUNCTION_FIELDS, CHAT_NAMED_FUNCTION_FIELDS, CHAT_TOOL_FIELDS } from './chatRequestFields';

interface AnthropicTools {
  readonly tools?: readonly JsonObject[];
  readonly tool_choice?: JsonObject;
}

/**
 * The tools of a chat completion, and which of them the model has to use. Without tools a choice that asks for none
 * says nothing.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming what cannot be translated.
 */
export function toAnthropicTools(chat: JsonObject): AnthropicTools {
  const tools = readList(chat.tools, 'tools').map(toTool);
  const choice = toChoice(chat.tool_choice);
  const isParallel = readOptionalBoolean(chat.parallel_tool_calls, 'parallel_tool_calls') ?? true;
  if (tools.length === 0) {
    if (choice && choice.type !== 'none' && choice.type !== 'auto') {
      throw mustBe('tool_choice', '"none" or "auto" without `tools`');
    }
    return {};
  }
  if (isParallel || choice?.type === 'none') return choice ? { tools, tool_choice: choice } : { tools };
  return { tools, tool_choice: { ...(choice ?? { type: 'auto' }), disable_parallel_tool_use: true } };
}

function toTool(value: unknown, index: number): JsonObject {
  const place = `tools[${index}]`;
  const tool = readObject(value, place);
  if (tool.type !== 'function')
    throw untranslatable(`${place}.type`, 'it takes functions only', '"function"');
  checkFields(tool, CHAT_TOOL_FIELDS, `${place}.`);
  const definition = readObject(tool.function, `${place}.function`);
  checkFields(definition, CHAT_FUNCTION_FIELDS, `${place}.function.`);
  return {
    name: readText(definition.name, `${place}.function.name`),
    description: readOptionalText(definition.description, `${place}.function.description`),
    input_schema: toInputSchema(definition.parameters, `${place}.function.parameters`),
    strict: readOptionalBoolean(definition.strict, `${place}.function.strict`),
  };
}

/** OpenAI takes a function without parameters; Anthropic wants an object's schema always. */
function toInputSchema(value: unknown, param: string): JsonObject {
  if (value === undefined || value === null) return { type: 'object', properties: {} };
  const schema = readObject(value, param);
  if (schema.type !== undefined && schema.type !== 'object') throw mustBe(`${param}.type`, '"object"');
  return { ...schema, type: 'object' };
}

const CHOICES: ReadonlyMap<unknown, JsonObject> = new Map([
  ['auto', { type: 'auto' }],
  ['none', { type: 'none' }],
  ['required', { type: 'any' }],
]);

function toChoice(value: unknown): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  const plain = CHOICES.get(value);
  if (plain) return plain;
  if (!isJsonObject(value)) throw mustBe('tool_choice', '"auto", "none", "required" or a function');
  if (value.type !== 'function') {
    throw untranslatable('tool_choice.type', 'it takes a function only', '"function"');
  }
  checkFields(value, CHAT_TOOL_FIELDS, 'tool_choice.');
  const named = readObject(value.function, 'tool_choice.function');
  checkFields(named, CHAT_NAMED_FUNCTION_FIELDS, 'tool_choice.function.');
  return { type: 'tool', name: readText(named.name, 'tool_choice.function.name') };
}
