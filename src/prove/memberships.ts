// GRANT and REVOKE of predefined roles that can't be granted on this server: they would show the password hashes of the whole server.

import { isServerError } from '../failure.ts';
import { membershipsOf } from '../sql/named-roles.ts';
import type { Answer, Asked } from './extension-state.ts';
import { traceError } from './run-script.ts';

/** The statement without the withheld roles is run; of these it is only said. */
export async function answerMembership({ provided, statement, worker }: Asked): Promise<Answer> {
  const { withheldRoles } = provided;
  if (statement.changes[0]?.kind !== 'alter-role' || withheldRoles.length === 0) return { kind: 'no' };
  const granted = membershipsOf(statement.text) ?? [];
  const withheld = granted.filter((role) => withheldRoles.includes(role));
  if (withheld.length === 0) return { kind: 'no' };
  const names = withheld.join(', ');
  const note = `Membership in ${names} was not changed on the scratch server: ${withheld.length === 1 ? 'it' : 'they'} could read passwords of this server, which Aurora withholds.`;
  if (withheld.length < granted.length) {
    const listed = new RegExp(`"?(?:${withheld.join('|')})"?\\s*,|,\\s*"?(?:${withheld.join('|')})"?`, 'gi');
    try {
      await worker.run(statement.text.replace(listed, ''));
    } catch (thrown) {
      if (isServerError(thrown)) return { kind: 'refused', error: traceError(thrown) };
      throw thrown;
    }
  }
  return { kind: 'done', note };
}
