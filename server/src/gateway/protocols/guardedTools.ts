import { isJsonObject } from '../openai/isJsonObject';
import { fold } from './foldName';
import { wrong } from './requestFields';

/** What Gemini and those that pass tools on to it take for a tool of its own, whatever else stands beside it. */
const HOSTED_BY_NAME = new Set([
  ...['googlesearch', 'googlesearchretrieval', 'enterprisewebsearch', 'googlemaps', 'urlcontext'],
  ...['codeexecution', 'computeruse', 'filesearch', 'retrieval', 'websearch'],
]);

/**
 * Refuses tools that the provider would run itself, such as a web search or an image generator: they reach other models,
 * files and addresses, and cost what no usage report tells. Tools that the client runs pass.
 *
 * @param allowed the types that the client runs. A tool without a type is one when it has a name.
 * @throws GatewayRefusal INVALID_REQUEST naming the tool.
 */
export function guardTools(tools: unknown, allowed: RegExp): void {
  if (!Array.isArray(tools)) return;
  for (const [index, tool] of tools.entries()) {
    if (!isRunByClient(tool, allowed)) {
      throw wrong(
        `tools[${index}].type`,
        'must be a kind of tool that the client runs itself, such as a function',
      );
    }
  }
}

function isRunByClient(tool: unknown, allowed: RegExp): boolean {
  if (!isJsonObject(tool) || Object.keys(tool).some(isHostedByName)) return false;
  const { type = null, name, function: described } = tool;
  if (type === null) return typeof name === 'string' || isJsonObject(described);
  return typeof type === 'string' && allowed.test(type);
}

function isHostedByName(name: string): boolean {
  return HOSTED_BY_NAME.has(fold(name));
}
