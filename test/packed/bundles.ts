// The bundles as users get them, built from the sources as they are now: `npm run check` proves that dist/ is the same.
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../../scripts/build.ts';

export interface Bundles {
  /** What dist/ would be. */
  readonly dist: string;
  /** A new directory that holds `index.js` of one bundle and nothing else; answers the path of that file. */
  alone(name: 'action' | 'codebuild-plugin'): Promise<string>;
  /** A new empty directory. */
  directory(): Promise<string>;
  /** Removes all of it. */
  remove(): Promise<void>;
}

export async function buildBundles(): Promise<Bundles> {
  const root = await mkdtemp(join(tmpdir(), 'packed-'));
  // A PostgreSQL of another user has to get through.
  await chmod(root, 0o755);
  const dist = join(root, 'dist');
  await mkdir(dist);
  await buildAll(dist).catch(async (thrown: unknown) => {
    await rm(root, { recursive: true });
    throw thrown;
  });
  const directory = () => mkdtemp(join(root, 'd-'));
  return {
    dist,
    directory,
    async alone(name) {
      const target = await directory();
      await cp(join(dist, name, 'index.js'), join(target, 'index.js'));
      return join(target, 'index.js');
    },
    remove: () => rm(root, { recursive: true }),
  };
}
