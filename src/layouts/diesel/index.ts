// diesel: a directory per migration.
import type { Layout } from '../../model/layout.ts';
import { dieselAuthoring } from './authoring.ts';
import { readDieselFiles } from './files.ts';
import { dieselHistory } from './history.ts';

export const diesel: Layout = {
  name: 'diesel',
  recognise: (paths) => paths.filter((path) => /^[^/.][^/]*\/up\.sql$/.test(path)).length,
  marks: [
    { name: 'diesel.toml' },
    { name: 'Cargo.toml', holds: /^[ \t]*(?:diesel(?:_migrations)?\s*[.=]|\[[^\]\n]*dependencies\.diesel)/m },
  ],
  lookalikes: 'Hasura uses',
  read: readDieselFiles,
  carriesSession: true,
  lateVersion: 'runs',
  history: dieselHistory,
  authoring: dieselAuthoring,
};
