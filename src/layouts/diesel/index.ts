// diesel: a directory per migration.
import type { Layout } from '../../model/layout.ts';
import { dieselAuthoring } from './authoring.ts';
import { readDieselFiles } from './files.ts';
import { dieselHistory } from './history.ts';

export const diesel: Layout = {
  name: 'diesel',
  recognise: (paths) => paths.filter((path) => /^[^/.][^/]*\/up\.sql$/.test(path)).length,
  read: readDieselFiles,
  carriesSession: true,
  lateVersion: 'runs',
  history: dieselHistory,
  authoring: dieselAuthoring,
};
