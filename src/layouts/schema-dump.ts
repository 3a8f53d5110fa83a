// Dumps of a schema that lie beside migrations: Rails' and dbmate's `structure.sql` and `schema.sql`.
import type { SourceFile } from '../model/migration.ts';
import { baseName } from './paths.ts';

/** By its name and by lines that pg_dump or Rails writes: a migration may be made of a dump too, under a name of its own. */
export function isDump({ path, bytes }: SourceFile): boolean {
  if (!/^(?:.*[_.-])?(?:structure|schema|dump)\.sql$/i.test(baseName(path))) return false;
  return dumped.test(new TextDecoder().decode(bytes));
}

const dumped =
  /^(?:-- PostgreSQL database dump|\\restrict |SELECT pg_catalog\.set_config\('search_path', '', false\);|INSERT INTO (?:"?public"?\.)?"?(?:schema_migrations|ar_internal_metadata)"?[ (])/m;
