import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type ConfigMistake, wrong } from './configError';
import { systemErrorCode } from './systemErrorCode';

/** Gives the text of a file, or throws as `fs.readFileSync` does. */
export type ReadFile = (absolutePath: string) => string;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Relative paths in the configuration start here: at the top of the project. */
export const ROOT_FOLDER = path.resolve(__dirname, '../../..');

/** Read when CONFIG_FILE is not set; it need not be there. */
export const DEFAULT_CONFIG_FILE = 'keymeter.config.yaml';
const MAX_CHARACTERS = 4_000_000;

/**
 * The top-level mapping of the configuration file; empty when there is no file.
 * A file that CONFIG_FILE names has to be there, the default one does not.
 */
export function readConfigFile(
  env: Environment,
  readFile: ReadFile,
  mistakes: ConfigMistake[],
): Readonly<Record<string, unknown>> {
  const given = env.CONFIG_FILE || null;
  try {
    const text = readFile(path.resolve(ROOT_FOLDER, given ?? DEFAULT_CONFIG_FILE));
    return parseMapping(text, mistakes);
  } catch (error) {
    if (given === null && systemErrorCode(error) === 'ENOENT') return {};
    mistakes.push({ name: 'CONFIG_FILE', message: unreadable(error, 'the path of a YAML file') });
    return {};
  }
}

/** Tells why a file cannot be read, by the system's error code only. */
export function unreadable(error: unknown, allowed: string): string {
  return wrong(`cannot be read (${systemErrorCode(error) ?? 'unknown reason'})`, allowed);
}

/** `upstreams[0].models[1].id` */
export function placeName(steps: readonly PropertyKey[]): string {
  return steps.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    return name === '' ? String(step) : `${name}.${String(step)}`;
  }, '');
}

/** The mistakes that a schema found below `prefix`; each unknown key is one of its own. */
export function schemaMistakes(error: z.ZodError, prefix: readonly PropertyKey[] = []): ConfigMistake[] {
  return error.issues.flatMap((issue) => {
    const steps = [...prefix, ...issue.path];
    if (issue.code !== 'unrecognized_keys') return [{ name: placeName(steps), message: issue.message }];
    return issue.keys.map((key) => ({ name: placeName([...steps, shortened(key)]), message: issue.message }));
  });
}

/** A mapping in which any key but these is a mistake. */
export function closedMapping<S extends z.ZodRawShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? wrong('is not known', keys) : wrong('is not a mapping', keys),
  });
}

function parseMapping(text: string, mistakes: ConfigMistake[]): Record<string, unknown> {
  if (text.length > MAX_CHARACTERS) {
    mistakes.push({ name: 'CONFIG_FILE', message: wrong('is too long', `${MAX_CHARACTERS} characters`) });
    return {};
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  for (const { code, pos } of document.errors) {
    const problem = code.toLowerCase().replaceAll('_', ' ');
    const name = `CONFIG_FILE line ${lines.linePos(pos[0]).line}`;
    mistakes.push({ name, message: wrong(`cannot be understood (${problem})`, 'YAML 1.2') });
  }
  if (document.errors.length > 0) return {};
  const content = z.record(z.string(), z.unknown()).safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (content.success) return content.data;
  mistakes.push({ name: 'CONFIG_FILE', message: wrong('is not a mapping', 'names with values, one a line') });
  return {};
}

function shortened(key: string): string {
  return key.length > 60 ? `${key.slice(0, 60)}…` : key;
}
