#!/usr/bin/env node
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { readLine } from './cli/readLine';
import { runKeymeter } from './cli/runKeymeter';
import { openCommandServices } from './compose/openCommandServices';
import { readConfig } from './platform/config';

const PASSWORD_WITHIN_MS = 60_000;
/** Whatever is still open after the command has ended and closed its services is not waited for longer. */
const EXIT_WITHIN_MS = 5_000;

/** Standard output is for the answer and standard error for the one line of a failure, so nothing is logged. */
async function main(): Promise<void> {
  // Whoever reads the answer may have enough of it, as `head` does; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await runKeymeter(process.argv.slice(2), {
    readConfig: () => readConfig(process.env, (file) => readFileSync(file, 'utf8')),
    openServices: openCommandServices,
    readLine: () => readLine(process.stdin, PASSWORD_WITHIN_MS),
    writeOut: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    showProgress: process.stderr.isTTY ? (line) => void process.stderr.write(`\r\x1b[K${line}`) : () => {},
  });
  setTimeout(() => process.exit(), EXIT_WITHIN_MS).unref();
}

void main();
