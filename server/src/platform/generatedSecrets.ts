import { randomBytes } from 'node:crypto';
import { chmod, link, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from './config';
import { makeFolder } from './makeFolder';
import { Secret } from './secret';
import { systemErrorCode } from './systemErrorCode';

/** What keys are hashed with and sessions signed with: always there once the server runs. */
export interface InstallationSecrets {
  /** The first makes new hashes, all are accepted. At least one. */
  readonly keyPeppers: readonly Secret[];
  readonly sessionSecret: Secret;
}

const FILE = 'secrets.json';
const kept = z.strictObject({ keyPepper: z.string().min(32), sessionSecret: z.string().min(32) });

/**
 * The secrets that the configuration gives. With the embedded database, those left out are made once and kept in
 * `secrets.json` in the data folder, for its owner's eyes only. Safe to call again, and in two processes at once:
 * all get the same ones.
 *
 * @throws Error when the file is there but damaged: making new ones would end every key.
 */
export async function installationSecrets(config: Config): Promise<InstallationSecrets> {
  const { keyPeppers, sessionSecret } = config;
  if (keyPeppers.length > 0 && sessionSecret !== null) return { keyPeppers, sessionSecret };
  if (config.databaseUrl !== null)
    throw new Error('secrets are never made beside a database of several processes');
  const file = path.join(config.dataDir, FILE);
  const made = (await keptSecrets(file)) ?? (await makeSecrets(file));
  return {
    keyPeppers: keyPeppers.length > 0 ? keyPeppers : [new Secret(made.keyPepper)],
    sessionSecret: sessionSecret ?? new Secret(made.sessionSecret),
  };
}

type KeptSecrets = z.output<typeof kept>;

/** Null when there is no such file yet. */
async function keptSecrets(file: string): Promise<KeptSecrets | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  await chmod(file, 0o600);
  const parsed = kept.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw new Error(
    `${file} is damaged: put it back from a backup, since a new one would end every key and session`,
  );
}

/** Writes aside, then links to the name in one step: of two processes one wins and both read what it wrote. */
async function makeSecrets(file: string): Promise<KeptSecrets> {
  makeFolder(path.dirname(file));
  const aside = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(
      aside,
      `${JSON.stringify({ keyPepper: newSecret(), sessionSecret: newSecret() }, null, 2)}\n`,
    );
    await link(aside, file).catch((error: unknown) => {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(path.dirname(file));
  const secrets = await keptSecrets(file);
  if (secrets === null) throw new Error(`${file} vanished while it was made`);
  return secrets;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** 256 bits. */
function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Undefined for what is no JSON; the parser's own message would repeat a part of the text. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
