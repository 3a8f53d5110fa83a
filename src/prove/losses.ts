// What a statement took away that its text may not say: objects of the base that are gone, and tables that are empty files now.
import type { Change } from '../model/change.ts';
import type { ServerMessage } from '../model/database.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { StatementTrace } from '../model/trace.ts';
import { type Census, catalogChanges, lostSince } from './census.ts';
import { saying } from './interpret.ts';
import { type RelationState, type Snapshot, unqualified } from './known-relations.ts';
import type { HeldLocks, Observers } from './observe.ts';

export type Losses = Pick<StatementTrace, 'lost'>;

/** Code can be anywhere: in what is called, in a trigger, in what Lockgate did not understand. */
const runsCode: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'do',
  'call',
  'select',
  'insert',
  'update',
  'delete',
  'merge',
  'copy',
  'opaque',
  'session',
  'refresh-materialized-view',
  'create-materialized-view',
  'alter-extension',
]);

/** Its text need not name all that it drops. */
function mayDropMore({ changes }: Statement): boolean {
  return changes.some(
    (change) =>
      runsCode.has(change.kind) ||
      (change.kind === 'create-table' && change.fromQuery !== undefined) ||
      ('cascade' in change && change.cascade),
  );
}

function drops({ changes }: Statement): boolean {
  return changes.some(({ kind }) => kind.startsWith('drop') || kind === 'alter-domain');
}

/** Whether there is anything to count objects for. */
export function needsCensus(migrations: readonly Migration[]): boolean {
  return migrations.some(({ up }) => up.statements.some(mayDropMore));
}

/** What was read before a statement that may drop more than it names. */
export interface Counted {
  readonly census: Census;
  readonly changes: string | null;
}

/** To be called before a statement runs. */
export async function countBefore({ worker, census }: Observers, statement: Statement): Promise<Counted | undefined> {
  if (census === undefined) return undefined;
  if (!mayDropMore(statement)) {
    if (drops(statement)) census.isStale = true;
    return undefined;
  }
  if (census.isStale) await lostSince(worker, census);
  return { census, changes: await catalogChanges(worker) };
}

/** In the transaction of both: whether code has changed the catalog. */
export async function hasChanged({ worker }: Observers, counted: Counted | undefined): Promise<boolean> {
  if (counted === undefined) return false;
  const changes = await catalogChanges(worker);
  return changes === null || changes !== counted.changes;
}

/** Objects of the base that are gone after the statement. `relations`: as they were before it. */
export async function lossesOf(
  { worker }: Observers,
  counted: Counted | undefined,
  relations: Snapshot,
): Promise<Losses> {
  if (counted === undefined) return {};
  const lost = await lostSince(worker, counted.census, (oid) => relations.get(oid)?.name);
  return lost.length > 0 ? { lost } : {};
}

/**
 * Tables with a new file that holds nothing, as TRUNCATE and REFRESH … WITH NO DATA make them, by oid. ALTER TABLE says that it rewrites; CLUSTER and VACUUM FULL
 * count the rows that they copied, which is 0 here, where a truncated table has -1 (measured on 15 and 18).
 */
export async function emptiedIn(
  { worker }: Observers,
  seen: {
    readonly existed: (oid: string) => RelationState | undefined;
    readonly after: Snapshot;
    readonly locksAfter: HeldLocks;
    readonly messages: readonly ServerMessage[];
  },
): Promise<ReadonlySet<string>> {
  const { existed, after, locksAfter, messages } = seen;
  const refiled = [...locksAfter.keys()].filter((oid) => {
    const [old, now] = [existed(oid), after.get(oid)];
    return now !== undefined && (now.kind === 'r' || now.kind === 'm') && old !== undefined && old.file !== now.file;
  });
  if (refiled.length === 0) return new Set();
  const rewritten = new Set(
    messages.flatMap(({ message, routine }) => {
      const said = saying(message, routine);
      return said?.work === 'rewrite' ? [said.table] : [];
    }),
  );
  const silent = refiled.filter((oid) => !rewritten.has(unqualified(after.get(oid)?.name ?? '')));
  if (silent.length === 0) return new Set();
  const rows = await worker.run(`
select oid::pg_catalog.text as oid from pg_catalog.pg_class
where oid OPERATOR(pg_catalog.=) any ('{${silent.join(',')}}'::pg_catalog.oid[])
  and case relkind when 'm' then not relispopulated else reltuples OPERATOR(pg_catalog.<) 0::pg_catalog.float4 end`);
  return new Set(rows.map((row) => String(row.oid)));
}
