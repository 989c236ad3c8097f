import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';

/**
 * Where a schema falls short of a contract, as coordinates: `Type`, `Type.field`, `Type.field(argument)`, `Enum.VALUE`,
 * or one of these with ` is … instead of …`. A type that is missing is named once, without its fields. What the schema
 * has beyond the contract is no gap.
 */
export function contractGaps(contract: GraphQLSchema, schema: GraphQLSchema): string[] {
  return Object.values(contract.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((wanted) => {
      const found = schema.getType(wanted.name);
      return found ? gapsOfType(wanted, found) : [wanted.name];
    });
}

function gapsOfType(wanted: GraphQLNamedType, found: GraphQLNamedType): string[] {
  if (isEnumType(wanted) && isEnumType(found)) {
    return wanted
      .getValues()
      .filter(({ name }) => !found.getValue(name))
      .map(({ name }) => `${wanted.name}.${name}`);
  }
  if (isObjectType(wanted) && isObjectType(found)) {
    const fields = found.getFields();
    return Object.values(wanted.getFields()).flatMap((field) => {
      const at = `${wanted.name}.${field.name}`;
      const same = fields[field.name];
      return same ? [...gapsOfSlot(at, field, same), ...gapsOfArguments(at, field.args, same.args)] : [at];
    });
  }
  if (isInputObjectType(wanted) && isInputObjectType(found)) {
    const fields = found.getFields();
    return Object.values(wanted.getFields()).flatMap((field) => {
      const same = fields[field.name];
      return same
        ? gapsOfSlot(`${wanted.name}.${field.name}`, field, same)
        : [`${wanted.name}.${field.name}`];
    });
  }
  return wanted.constructor === found.constructor ? [] : [`${wanted.name} is a type of another kind`];
}

function gapsOfArguments(
  at: string,
  wanted: readonly GraphQLArgument[],
  found: readonly GraphQLArgument[],
): string[] {
  return wanted.flatMap((argument) => {
    const same = found.find(({ name }) => name === argument.name);
    return same ? gapsOfSlot(`${at}(${argument.name})`, argument, same) : [`${at}(${argument.name})`];
  });
}

/** Anything with a type and, perhaps, a default. */
interface Slot {
  readonly type: { toString(): string };
  readonly defaultValue?: unknown;
}

function gapsOfSlot(at: string, wanted: Slot, found: Slot): string[] {
  const [want, have] = [describe(wanted), describe(found)];
  return want === have ? [] : [`${at} is ${have} instead of ${want}`];
}

function describe({ type, defaultValue }: Slot): string {
  return defaultValue === undefined ? String(type) : `${String(type)} = ${JSON.stringify(defaultValue)}`;
}
