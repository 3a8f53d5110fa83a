// How a notice is written down.
import type { Notice } from '../../model/finding.ts';

/** Keeps the id as a type of its own. */
export function notice<Id extends string>(notice: Notice & { readonly id: Id }): Notice & { readonly id: Id } {
  return notice;
}

/** Addresses that several notices name. */
export const manual = 'https://www.postgresql.org/docs/current';
export const flywayVersions = 'https://documentation.red-gate.com/fd/versioned-migrations-273973333.html';
export const golangMigrations = 'https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md';
