import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the project; every command starts there. */
export const ROOT_FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
