import path from 'node:path';
import { type Config, readConfig } from '../config';
import { ConfigError } from '../configError';
import { ROOT_FOLDER } from '../configFile';

/** Texts by their path: absolute, or from the top of the project. */
export type Files = Readonly<Record<string, string>>;

/** The configuration that these variables and files make, on a machine called `machine`. */
export function configOf(env: Record<string, string | undefined>, files: Files = {}): Config {
  const byPath = new Map(
    Object.entries(files).map(([name, text]) => [path.resolve(ROOT_FOLDER, name), text]),
  );
  return readConfig(env, (file) => fileIn(byPath, file), 'machine');
}

/** The same with a configuration file of this text. */
export function configOfYaml(yaml: string, env: Record<string, string> = {}, files: Files = {}): Config {
  return configOf(env, { 'keymeter.config.yaml': yaml, ...files });
}

/** What is wrong, one line for each mistake. */
export function mistakesOf(read: () => Config): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes.map(({ name, message }) => `${name}: ${message}`);
    throw error;
  }
  return [];
}

function fileIn(files: ReadonlyMap<string, string>, file: string): string {
  const text = files.get(file);
  if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  return text;
}
