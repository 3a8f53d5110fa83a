// Roles: the attributes that only a superuser may give.
import type { Node } from 'libpg-query';
import { definitions, isOn } from './code.ts';

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
