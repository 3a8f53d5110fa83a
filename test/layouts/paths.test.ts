// Where the files lie that a tool reads beside its migrations.
import { expect, it } from 'vitest';
import { neighbourPaths } from '../../src/layouts/paths.ts';

it('looks for neighbours in the directory itself and in each one above it, the nearest first', () => {
  expect(neighbourPaths('services/shop/migrations', ['flyway.conf', 'conf/flyway.toml'])).toEqual([
    'services/shop/migrations/flyway.conf',
    'services/shop/migrations/conf/flyway.toml',
    'services/shop/flyway.conf',
    'services/shop/conf/flyway.toml',
    'services/flyway.conf',
    'services/conf/flyway.toml',
    'flyway.conf',
    'conf/flyway.toml',
  ]);
  expect(neighbourPaths('', ['Cargo.toml'])).toEqual(['Cargo.toml']);
});
