// What is in a snapshot, in one line for people: `1,204 tables, 3,310 indexes, 412 GB`.
import type { ObjectLists } from './assemble.ts';

/** Partitions are tables; the partitioned table holds nothing itself. */
export function snapshotSummary({ tables, views }: Pick<ObjectLists, 'tables' | 'views'>): string {
  const stored = [...tables.filter(({ partitioning }) => partitioning === undefined), ...views];
  const indexes = stored.reduce((sum, { indexes }) => sum + indexes.length, 0);
  const bytes = stored.reduce(
    (sum, { statistics }) => sum + (statistics?.bytes ?? 0) + (statistics?.indexBytes ?? 0),
    0,
  );
  return `${counted(tables.length, 'table', 'tables')}, ${counted(indexes, 'index', 'indexes')}, ${sizeText(bytes)}`;
}

function counted(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** As pg_size_pretty() counts: by 1024. */
function sizeText(bytes: number): string {
  const power = Math.min(bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Math.round(bytes / 1024 ** power).toLocaleString('en-US')} ${units[power]}`;
}
