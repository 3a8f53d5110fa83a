// Functions and procedures.

import type { Routine } from '../model/catalog.ts';
import type { ChangeOf } from '../model/change.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { signatureOf } from './difference.ts';
import { type Draft, keyOfNew, newId, resolveRoutine } from './draft.ts';

export function createRoutine(draft: Draft, change: ChangeOf<'function'>): void {
  const key = keyOfNew(change.function, draft);
  const { language, volatility, securityDefiner, settings, returnsTrigger = false, body, procedure } = change;
  const known = draft.catalog.routines.get(key) ?? [];
  const replaced = known.find((one) => signatureOf(one) === signatureOf(change));
  const routine: Routine = {
    id: replaced?.id ?? newId(draft),
    ...partsOf(key),
    kind: procedure ? 'procedure' : 'function',
    parameters: change.parameters,
    language,
    volatility,
    securityDefiner,
    settings,
    returnsTrigger,
    ...(change.strictWithUnused === undefined ? {} : { strictWithUnused: change.strictWithUnused }),
    body,
  };
  const routines = draft.catalog.routines.with(key, [...known.filter((one) => one !== replaced), routine]);
  draft.catalog = { ...draft.catalog, routines };
}

/** All of that name: which one is not told. */
export function alterRoutine(
  draft: Draft,
  { name, volatility, securityDefiner, settings }: ChangeOf<'alter-other'>,
): void {
  const key = resolveRoutine(draft.catalog, name, draft.searchPath);
  const found = key === undefined ? undefined : draft.catalog.routines.get(key);
  if (key === undefined || found === undefined) return;
  const altered = found.map((routine) => ({
    ...routine,
    ...(volatility === undefined ? {} : { volatility }),
    ...(securityDefiner === undefined ? {} : { securityDefiner }),
    ...(settings === undefined ? {} : { settings: [...new Set([...routine.settings, ...settings])] }),
  }));
  draft.catalog = { ...draft.catalog, routines: draft.catalog.routines.with(key, altered) };
}
