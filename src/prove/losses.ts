// What a statement took away that its text may not say: objects of the base that are gone, and tables that are empty files now.
import type { Change } from '../model/change.ts';
import type { ServerMessage } from '../model/database.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { StatementTrace } from '../model/trace.ts';
import { partsOf } from '../sql/qualified-name.ts';
import { lostSince } from './census.ts';
import { saying } from './interpret.ts';
import type { HeldLocks, Observers, Snapshot } from './observe.ts';

type Losses = Pick<StatementTrace, 'lost'>;

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

const objectLocksSql = `
select exists (select from pg_catalog.pg_locks l where l.pid = $1 and l.locktype = 'object' and l.mode = 'AccessExclusiveLock') as held`;

/**
 * Objects of the base that are gone after the statement. Whatever is dropped is locked with AccessExclusiveLock until its transaction ends; `locksAfter` is null
 * where transactions ended meanwhile.
 */
export async function lossesOf(
  { worker, monitor, census }: Observers,
  statement: Statement,
  before: Snapshot,
  locksAfter: HeldLocks | null,
): Promise<Losses> {
  const isOpen = mayDropMore(statement);
  if (census === undefined || !(isOpen || drops(statement))) return {};
  const isLocked =
    locksAfter === null ||
    drops(statement) ||
    [...locksAfter.values()].some((modes) => modes.includes('AccessExclusiveLock')) ||
    (await monitor.query(objectLocksSql, [worker.pid]))[0]?.held === true;
  if (!isLocked) return {};
  const lost = await lostSince(worker, census, (oid) => before.get(oid)?.name);
  return isOpen && lost.length > 0 ? { lost } : {};
}

/**
 * Tables with a new file that holds nothing, as TRUNCATE and REFRESH … WITH NO DATA make them, by oid. ALTER TABLE says that it rewrites; CLUSTER and VACUUM FULL
 * count the rows that they copied, which is 0 here, where a truncated table has -1 (measured on 15 and 18).
 */
export async function emptiedIn(
  { worker }: Observers,
  seen: {
    readonly before: Snapshot;
    readonly after: Snapshot;
    readonly locksAfter: HeldLocks;
    readonly messages: readonly ServerMessage[];
  },
): Promise<ReadonlySet<string>> {
  const { before, after, locksAfter, messages } = seen;
  const refiled = [...locksAfter.keys()].filter((oid) => {
    const [old, now] = [before.get(oid), after.get(oid)];
    return now !== undefined && (now.kind === 'r' || now.kind === 'm') && old !== undefined && old.file !== now.file;
  });
  if (refiled.length === 0) return new Set();
  const rewritten = new Set(
    messages.flatMap(({ message, routine }) => {
      const said = saying(message, routine);
      return said?.work === 'rewrite' ? [said.table] : [];
    }),
  );
  const silent = refiled.filter((oid) => !rewritten.has(partsOf(after.get(oid)?.name ?? '').name));
  if (silent.length === 0) return new Set();
  const rows = await worker.run(`
select oid::pg_catalog.text as oid from pg_catalog.pg_class
where oid OPERATOR(pg_catalog.=) any ('{${silent.join(',')}}'::pg_catalog.oid[])
  and case relkind when 'm' then not relispopulated else reltuples OPERATOR(pg_catalog.<) 0::pg_catalog.float4 end`);
  return new Set(rows.map((row) => String(row.oid)));
}
