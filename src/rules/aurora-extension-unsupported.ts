// CREATE EXTENSION of what Aurora does not offer.
import { notOnAurora } from './facts/aurora-extensions.ts';
import { sqlBlock } from './facts/sql-block.ts';
import { defineRule } from './rule.ts';

export const auroraExtensionUnsupported = defineRule({
  id: 'aurora-extension-unsupported',
  category: 'correctness',
  severity: 'warning',
  title: 'An extension is created that Aurora PostgreSQL does not offer.',
  why: 'Nothing can be installed on an Aurora cluster but what AWS offers for its version. The migration works where the extension is installed, on laptops and in CI, and fails in production.',
  instead:
    'Do without it, or look for one that Aurora has: `SHOW rds.extensions` lists them on the cluster. Code in trusted languages can be installed with pg_tle.',
  fineWhen:
    'The target is no Aurora. The rule only names extensions that are known to be missing: it is silent about those that it does not know.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/PostgreSQL_trusted_language_extension.html',
  ],
  example: {
    setup: 'CREATE TABLE readings (at timestamptz NOT NULL, value int);',
    bad: 'CREATE EXTENSION timescaledb;',
    good: 'CREATE EXTENSION pg_trgm;',
    // No package of PostgreSQL holds it either.
    fails: '0A000',
  },
  on: ['create-extension'],
  check(change) {
    if (!notOnAurora.has(change.extension.toLowerCase())) return undefined;
    return {
      message: `Aurora PostgreSQL does not offer the extension ${change.extension}: this fails there.`,
      help: `Ask the cluster what it has, and use one of those:\n${sqlBlock('SHOW rds.extensions;')}`,
    };
  },
});
