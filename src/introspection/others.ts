// Schemas, sequences, routines, extensions and publications.
import type { ObjectLists } from '../catalog/assemble.ts';
import type { Grant } from '../model/catalog.ts';
import type { Parameter } from '../model/code.ts';
import type { Row } from '../model/database.ts';
import { serverBody } from '../sql/server-text.ts';
import { unreadExpression } from './indexes.ts';
import type { Reader } from './reader.ts';
import { fullNameOf, fullNamesOf, texts } from './rows.ts';
import { nameOfRelation, scope } from './scope.ts';

export const schemasQuery = `${scope}
select schema from schemas s where not exists (select from members m where m.classid = 'pg_namespace'::regclass and m.objid = s.oid) order by s.oid`;

export const sequencesQuery = `${scope}
select c.oid, c.schema, c.name, relpersistence::text as persistence, (select typname::text from pg_type where oid = q.seqtypid) as type,
       ${nameOfRelation('d.refobjid')} as owner, (select attname::text from pg_attribute where attrelid = d.refobjid and attnum = d.refobjsubid) as column
from relations c join pg_sequence q on q.seqrelid = c.oid
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
  and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
where relkind = 'S' order by c.oid`;

/** Aggregates have no body of their own, and those that make values of a range type come with it. */
export const routinesQuery = `${scope}
select p.oid, s.schema, proname::text as name, prokind = 'p' as procedure, l.lanname::text as language, provolatile::text as volatility, prosecdef as security_definer,
       array(select format_type(t.oid, null) from unnest(proargtypes::oid[]) with ordinality as t (oid, place) order by t.place) as arguments, pronargdefaults as defaults, provariadic <> 0 as variadic, coalesce(proargnames, '{}') as names, coalesce(proargmodes::text[], '{}') as modes, proisstrict as strict,
       array(select split_part(setting, '=', 1) from unnest(proconfig) with ordinality as c (setting, place) order by c.place) as settings,
       prorettype = 'trigger'::regtype as returns_trigger, prosrc as body
from pg_proc p join schemas s on s.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where prokind in ('f', 'p', 'w')
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
order by p.oid`;

/** Without what every database has from its making (plpgsql). */
export const extensionsQuery = `
select extname::text as name, extversion as version from pg_extension
where oid >= 16384 and extnamespace::regnamespace::text !~ '^"?lockgate_(ext|sealed)_' order by oid`;

/** FOR TABLES IN SCHEMA (15): the tables that are in it now. */
export function publicationsQuery(server: number): string {
  const ofSchemas = `
    union select c.oid from pg_publication_namespace n join pg_class c on c.relnamespace = n.pnnspid where n.pnpubid = p.oid and c.relkind in ('r', 'p')`;
  return `
select pubname::text as name, puballtables as all_tables, array(
  select ${nameOfRelation('t.oid')} from (
    select prrelid as oid from pg_publication_rel where prpubid = p.oid${server >= 150000 ? ofSchemas : ''}
  ) t order by t.oid) as tables
from pg_publication p order by p.oid`;
}

export function sequenceFrom(row: Row, grants: readonly Grant[]): ObjectLists['sequences'][number] {
  return {
    kind: 'sequence',
    schema: String(row.schema),
    name: String(row.name),
    persistence: row.persistence === 't' ? 'temporary' : 'permanent',
    type: String(row.type),
    ...(row.owner === null ? {} : { ownedBy: { table: fullNameOf(row.owner), column: String(row.column) } }),
    grants,
  };
}

const volatilities: Readonly<Record<string, 'volatile' | 'stable' | 'immutable'>> = { s: 'stable', i: 'immutable' };

/** `written`: a body in standard SQL, as the server writes it. */
export function routineFrom(row: Row, written: unknown, { type }: Reader): ObjectLists['routines'][number] {
  return {
    kind: row.procedure === true ? 'procedure' : 'function',
    schema: String(row.schema),
    name: String(row.name),
    parameters: parametersFrom(row, type),
    language: String(row.language),
    volatility: volatilities[String(row.volatility)] ?? 'volatile',
    securityDefiner: row.security_definer === true,
    settings: texts(row.settings),
    returnsTrigger: row.returns_trigger === true,
    // Whether its body names all of its arguments is not looked into.
    ...(row.strict === true ? { strictWithUnused: true } : {}),
    body: typeof written === 'string' ? serverBody(written) : String(row.body),
  };
}

/** What a default is made of is not read: it may be anything. */
function parametersFrom(row: Row, type: Reader['type']): readonly Parameter[] {
  const modes = texts(row.modes);
  const names = texts(row.names).filter((_, i) => modes.length === 0 || 'ibv'.includes(modes[i] ?? 'i'));
  const types = texts(row.arguments);
  return types.map((text, i) => ({
    ...(names[i] === undefined || names[i] === '' ? {} : { name: names[i] }),
    type: type(text),
    ...(i >= types.length - Number(row.defaults) ? { default: unreadExpression } : {}),
    ...(row.variadic === true && i === types.length - 1 ? { variadic: true } : {}),
  }));
}

export function extensionFrom(row: Row): ObjectLists['extensions'][number] {
  return { name: String(row.name), version: String(row.version) };
}

export function publicationFrom(row: Row): ObjectLists['publications'][number] {
  return { name: String(row.name), allTables: row.all_tables === true, tables: fullNamesOf(row.tables) };
}
