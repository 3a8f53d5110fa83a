// Ownership for a role that is a superuser here: on Aurora it is none, so PostgreSQL's refusal would say nothing of the migration.
import { Failure } from '../failure.ts';
import { oneLine } from '../one-line.ts';
import { roleUses } from '../sql/named-roles.ts';
import type { Asked } from './extension-state.ts';

export function refuseUnlent({ provided, statement, path }: Asked): void {
  if (provided.unlentRoles.length === 0) return;
  const use = roleUses(statement).find(({ role, how }) => how === 'owns' && provided.unlentRoles.includes(role));
  if (use === undefined) return;
  const { line } = statement.span.start;
  throw new Failure(
    'database',
    `${path} gives something to the role ${oneLine(use.role)}, or works as it, at line ${line}. On the scratch server that role has rights that no migration may get (a superuser, an owner of databases), so this can't be proved.`,
    {
      help: 'Use a scratch server without that role: start the service container with another POSTGRES_USER, such as lockgate. Lockgate then makes a plain role of that name for the run.',
      place: { path, line, column: 1, endLine: line, endColumn: 1 },
    },
  );
}
