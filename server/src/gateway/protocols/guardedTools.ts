import { isJsonObject } from '../openai/isJsonObject';
import { wrong } from './requestFields';

/**
 * Refuses tools that the provider would run itself, such as a web search or an image generator: they reach other models,
 * files and addresses, and cost what no usage report tells. Tools that the client runs pass.
 *
 * @param allowed the types that the client runs. A tool without a type is one.
 * @throws GatewayRefusal INVALID_REQUEST naming the tool.
 */
export function guardTools(tools: unknown, allowed: RegExp): void {
  if (!Array.isArray(tools)) return;
  for (const [index, tool] of tools.entries()) {
    const type = isJsonObject(tool) ? (tool.type ?? null) : null;
    if (type !== null && !(typeof type === 'string' && allowed.test(type))) {
      throw wrong(
        `tools[${index}].type`,
        'must be a kind of tool that the client runs itself, such as a function',
      );
    }
  }
}
