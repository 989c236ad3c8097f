import type { JsonObject } from '../../openai/isJsonObject';
import { checkFields, untranslatable } from '../fieldRules';
import { mustBe, readList, readObject, readOptionalBoolean, readOptionalText, readText } from '../readField';
import { ANTHROPIC_TOOL_CHOICE_FIELDS, ANTHROPIC_TOOL_FIELDS } from './messagesRequestFields';

interface ChatTools {
  readonly tools?: readonly JsonObject[];
  readonly tool_choice?: unknown;
  readonly parallel_tool_calls?: false;
}

/**
 * Anthropic's tools as functions, and which of them the model has to use.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming what cannot be translated.
 */
export function toChatTools(request: JsonObject): ChatTools {
  const tools = readList(request.tools, 'tools').map(toFunctionTool);
  const choice = toChoice(request.tool_choice);
  if (tools.length > 0) return { tools, ...choice };
  if (choice.tool_choice === 'required' || typeof choice.tool_choice === 'object') {
    throw mustBe('tool_choice', 'of type "none" or "auto" without `tools`');
  }
  return {};
}

function toFunctionTool(value: unknown, index: number): JsonObject {
  const place = `tools[${index}]`;
  const tool = readObject(value, place);
  if ((tool.type ?? 'custom') !== 'custom') {
    throw untranslatable(`${place}.type`, 'only Anthropic has such tools', '"custom"');
  }
  checkFields(tool, ANTHROPIC_TOOL_FIELDS, `${place}.`);
  return {
    type: 'function',
    function: {
      name: readText(tool.name, `${place}.name`),
      description: readOptionalText(tool.description, `${place}.description`),
      parameters: readObject(tool.input_schema, `${place}.input_schema`),
      strict: readOptionalBoolean(tool.strict, `${place}.strict`),
    },
  };
}

function toChoice(value: unknown): Omit<ChatTools, 'tools'> {
  if (value === undefined || value === null) return {};
  const choice = readObject(value, 'tool_choice');
  checkFields(choice, ANTHROPIC_TOOL_CHOICE_FIELDS, 'tool_choice.');
  const param = 'tool_choice.disable_parallel_tool_use';
  const isOneOnly = readOptionalBoolean(choice.disable_parallel_tool_use, param) === true;
  return { tool_choice: toChosen(choice), ...(isOneOnly ? { parallel_tool_calls: false } : {}) };
}

function toChosen(choice: JsonObject): unknown {
  switch (choice.type) {
    case 'auto':
    case 'none':
      return choice.type;
    case 'any':
      return 'required';
    case 'tool':
      return { type: 'function', function: { name: readText(choice.name, 'tool_choice.name') } };
    default:
      throw mustBe('tool_choice.type', '"auto", "any", "tool" or "none"');
  }
}
