// dependency-cruiser reads TypeScript by swc without telling it that a .tsx file holds JSX. Required before it, this
// does: `node -r ./scripts/swc-reads-tsx.cjs node_modules/dependency-cruiser/bin/dependency-cruise.mjs …`.
const swc = require('@swc/core');

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
