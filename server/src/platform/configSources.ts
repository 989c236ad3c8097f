import path from 'node:path';
import { type ConfigMistake, wrong } from './configError';
import { type Environment, type ReadFile, ROOT_FOLDER, unreadable } from './configFile';
import { SECRET_SETTINGS, SETTING_DEFAULTS, SETTING_NAMES, type SettingName } from './configSettings';

const IN_FILE = 'CONFIG_FILE ';

/** The text of one setting and where it came from, in the words of a mistake. */
export interface SettingText {
  readonly text: string | null;
  readonly origin: string;
  /** False when it is the default, or nothing. */
  readonly isGiven: boolean;
}

export interface SettingSources {
  readonly env: Environment;
  /** The top-level mapping of the configuration file. */
  readonly file: Readonly<Record<string, unknown>>;
  readonly readFile: ReadFile;
}

/** Finds the text of each setting: the environment wins over the file, the file over the default. */
export function settingTexts(
  sources: SettingSources,
  mistakes: ConfigMistake[],
): Map<SettingName, SettingText> {
  return new Map(SETTING_NAMES.map((name) => [name, settingText(name, sources, mistakes)]));
}

/** `PUBLIC_URL` is called `publicUrl` in the configuration file. */
function fileKey(name: SettingName): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Everything that may stand at the top of the configuration file. */
function fileKeys(): string[] {
  const keys = SETTING_NAMES.flatMap((name) => {
    return SECRET_SETTINGS.has(name) ? [fileKey(name), `${fileKey(name)}File`] : [fileKey(name)];
  });
  return [...keys, 'upstreams'];
}

/** A mistake for each key at the top of the configuration file that nobody reads. */
export function unknownKeys(file: Readonly<Record<string, unknown>>): ConfigMistake[] {
  const known = fileKeys();
  return Object.keys(file)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      name: `${IN_FILE}${key.slice(0, 60)}`,
      message: wrong('is not known', known.join(', ')),
    }));
}

interface Place {
  readonly origin: string;
  readonly value: unknown;
  /** The path of a file that holds the value. */
  readonly path: unknown;
}

function settingText(name: SettingName, sources: SettingSources, mistakes: ConfigMistake[]): SettingText {
  for (const place of placesOf(name, sources)) {
    const value = singleValue(place.value, place.origin, mistakes);
    const file = singleValue(place.path, fileOrigin(place), mistakes);
    if (value !== null && file !== null) {
      mistakes.push({
        name: place.origin,
        message: wrong(`stands beside ${fileOrigin(place)}`, 'one of the two'),
      });
    }
    if (value !== null) return { text: value, origin: place.origin, isGiven: true };
    if (file !== null) return fromFile(file, fileOrigin(place), { readFile: sources.readFile, mistakes });
  }
  return { text: SETTING_DEFAULTS[name] ?? null, origin: name, isGiven: false };
}

function placesOf(name: SettingName, { env, file }: SettingSources): readonly Place[] {
  const key = fileKey(name);
  const hasFile = SECRET_SETTINGS.has(name);
  return [
    { origin: name, value: env[name], path: hasFile ? env[`${name}_FILE`] : null },
    { origin: `${IN_FILE}${key}`, value: file[key], path: hasFile ? file[`${key}File`] : null },
  ];
}

function fileOrigin({ origin }: Place): string {
  return origin.startsWith(IN_FILE) ? `${origin}File` : `${origin}_FILE`;
}

/** Null for what is not set; an empty text counts as that. */
function singleValue(value: unknown, origin: string, mistakes: ConfigMistake[]): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object') return String(value);
  mistakes.push({ name: origin, message: wrong('is not a single value', 'a text, a number, true or false') });
  return null;
}

function fromFile(file: string, origin: string, { readFile, mistakes }: FileReading): SettingText {
  const text = textOf(file, readFile);
  if (typeof text === 'string' && text !== '') return { text, origin, isGiven: true };
  const allowed = 'the path of a file that holds the value and nothing else';
  const message = text === '' ? wrong('names an empty file', allowed) : unreadable(text, allowed);
  mistakes.push({ name: origin, message });
  return { text: null, origin, isGiven: true };
}

interface FileReading {
  readonly readFile: ReadFile;
  readonly mistakes: ConfigMistake[];
}

/** The content without the line ends after it, or the error that reading gave. */
function textOf(file: string, readFile: ReadFile): unknown {
  try {
    return readFile(path.resolve(ROOT_FOLDER, file)).replace(/[\r\n]+$/, '');
  } catch (error) {
    return error;
  }
}
