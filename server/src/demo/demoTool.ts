import { DemoRefusal } from './demoRefusal';
import { type Fields, isFields } from './fields';

/** A function of the client, and what it is to be called with. */
export interface DemoTool {
  readonly name: string;
  /** JSON. */
  readonly argumentsText: string;
}

/**
 * The function to call: the one that `tool_choice` names, or the first one where it says that some must be. With `auto`
 * the demo answers in words.
 *
 * @throws DemoRefusal when there is no such function.
 */
export function readDemoTool({ tools, tool_choice: choice }: Fields): DemoTool | null {
  if (choice !== 'required' && !isFields(choice)) return null;
  const wanted = isFields(choice) && isFields(choice.function) ? choice.function.name : null;
  const functions = (Array.isArray(tools) ? tools : []).flatMap((tool) =>
    isFields(tool) && isFields(tool.function) ? [tool.function] : [],
  );
  const found = functions.find(({ name }) => wanted === null || name === wanted);
  if (typeof found?.name !== 'string') throw new DemoRefusal(400, 'There is no such tool.', 'tool_choice');
  return { name: found.name, argumentsText: JSON.stringify(argumentsFor(found.parameters)) };
}

/** A value of the right type for each property of the schema. */
function argumentsFor(schema: unknown): Fields {
  const properties = isFields(schema) && isFields(schema.properties) ? schema.properties : {};
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, valueFor(property)]));
}

function valueFor(schema: unknown): unknown {
  if (!isFields(schema)) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const values: Fields = { string: 'demo', number: 1, integer: 1, boolean: true, array: [], object: {} };
  return values[String(schema.type)] ?? null;
}
