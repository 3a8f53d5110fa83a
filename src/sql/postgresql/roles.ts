// Roles: their names, and the attributes that only a superuser may give.
import type { Node, RoleSpec } from 'libpg-query';
import { definitions, isOn } from './code.ts';

/** `public`, `current_user` and `session_user` for those key words. */
export function roleName(role: RoleSpec | undefined): string {
  switch (role?.roletype) {
    case 'ROLESPEC_PUBLIC':
      return 'public';
    case 'ROLESPEC_SESSION_USER':
      return 'session_user';
    case 'ROLESPEC_CSTRING':
      return role.rolename ?? '';
    default:
      return 'current_user';
  }
}

const high: Readonly<Record<string, string>> = {
  superuser: 'superuser',
  isreplication: 'replication',
  bypassrls: 'bypassrls',
};

/** To be spread into a change: nothing when there are none. */
export function highAttributes(options: readonly Node[] | undefined): { readonly attributes?: readonly string[] } {
  const attributes = definitions(options).flatMap(({ defname = '' }) => {
    const word = high[defname];
    return word !== undefined && isOn(options, defname) ? [word] : [];
  });
  return attributes.length === 0 ? {} : { attributes };
}
