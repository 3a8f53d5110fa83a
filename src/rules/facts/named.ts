// What a name means in the catalogue before a statement.
import { resolveRoutine } from '../../catalog/draft.ts';
import { isSince, isView, tableOrView } from '../../catalog/objects.ts';
import type { Relation, Routine, Table, UserType, View } from '../../model/catalog.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Name } from '../../model/schema.ts';

export function relationNamed({ catalog, qualify }: RuleContext, name: Name): Relation | undefined {
  return catalog.relations.get(qualify(name));
}

/** A table or a view, or what may be either. */
export function tableNamed({ catalog, qualify }: RuleContext, name: Name): Table | View | undefined {
  return tableOrView(catalog, qualify(name));
}

export function viewNamed(context: RuleContext, name: Name): View | undefined {
  const found = tableNamed(context, name);
  return found !== undefined && isView(found) ? found : undefined;
}

/** A table that a migration made, all of whose life is known. */
export function madeTable(context: RuleContext, name: Name): Table | undefined {
  const found = tableNamed(context, name);
  return found !== undefined && !isView(found) && found.complete ? found : undefined;
}

export function typeNamed({ catalog, qualify }: RuleContext, name: Name): UserType | undefined {
  return catalog.types.get(qualify(name));
}

/** Of several with one name, those that were made first come first. */
export function routinesNamed({ catalog, searchPath }: RuleContext, name: Name): readonly Routine[] {
  const key = resolveRoutine(catalog, name, searchPath);
  return key === undefined ? [] : (catalog.routines.get(key) ?? []);
}

/** Some migration made it, or said something of it. */
export function isKnown(context: RuleContext, name: Name): boolean {
  return (
    relationNamed(context, name) !== undefined ||
    typeNamed(context, name) !== undefined ||
    routinesNamed(context, name).length > 0
  );
}

/** Made by one of the new migrations. */
export function isOfRelease({ base }: RuleContext, part: { readonly id: number } | undefined): boolean {
  return isSince(base, part);
}

/** Without its schema, where the search_path leads to it. */
export function visibleName<N extends Name>(name: N, { qualify }: RuleContext): N {
  const { schema: _, ...bare } = name;
  return name.schema === undefined || qualify({ name: name.name }) === qualify(name) ? (bare as N) : name;
}
