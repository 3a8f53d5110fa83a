// What scripts need on a scratch server before the first of them runs: extensions that a superuser must create, roles made elsewhere.
import type { Change } from '../model/change.ts';
import type { NeededExtension, NeededRole, Needs } from '../model/database.ts';
import type { Migration, Script } from '../model/migration.ts';
import { roleUses } from '../sql/named-roles.ts';

/** `setup` runs before the migrations; a way back runs after its way forward. */
export function needsOf(setup: readonly Script[], migrations: readonly Migration[]): Needs {
  const scripts = [...setup, ...migrations.flatMap(({ up, down }) => (down === undefined ? [up] : [up, down]))];
  return { extensions: neededExtensions(scripts), roles: missingRoles(scripts) };
}

/** Each once, as its first CREATE EXTENSION has it. */
function neededExtensions(scripts: readonly Script[]): readonly NeededExtension[] {
  const needed = new Map<string, NeededExtension>();
  const visit = (change: Change): void => {
    if (change.kind === 'do') for (const { changes } of change.statements) changes.forEach(visit);
    if (change.kind !== 'create-extension' || needed.has(change.extension)) return;
    const { extension: name, version, schema } = change;
    needed.set(name, {
      name,
      ...(version === undefined ? {} : { version }),
      ...(schema === undefined ? {} : { schema }),
    });
  };
  for (const { statements } of scripts) for (const { changes } of statements) changes.forEach(visit);
  return [...needed.values()];
}

/**
 * Roles that are named before any script creates them. What a script surely creates is left to it, since CREATE ROLE would fail; what it creates
 * only where it is missing may be there.
 */
function missingRoles(scripts: readonly Script[]): readonly NeededRole[] {
  const missing = new Map<string, NeededRole>();
  const created = new Set<string>();
  const perhaps = new Set<string>();
  for (const { statements } of scripts) {
    for (const statement of statements) {
      for (const { role, how } of roleUses(statement)) {
        if (how === 'creates') created.add(role);
        else if (how === 'may-create') perhaps.add(role);
        else if (!created.has(role) && !perhaps.has(role)) {
          missing.set(role, { name: role, owns: how === 'owns' || missing.get(role)?.owns === true });
        }
      }
    }
  }
  return [...missing.values()].filter(({ name }) => !created.has(name));
}
