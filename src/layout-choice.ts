// Which layout a migrations directory is read with; refuses the directory of a tool that Lockgate does not read.
import { Failure } from './failure.ts';
import { layoutNamed, layouts } from './layouts/index.ts';
import { markerIn } from './layouts/other-tools.ts';
import { type Directory, type DirectoryRecognition, recogniseDirectory } from './layouts/recognition.ts';
import { isDump } from './layouts/schema-dump.ts';
import type { Layout } from './model/layout.ts';
import type { Place } from './model/place.ts';
import { oneLine } from './one-line.ts';

export interface LayoutChoice {
  readonly layout: Layout;
  /** What a reader should know about how it was chosen. */
  readonly notes: readonly string[];
}

/** `name`: the layout that the user named. Throws a Failure where no layout may be assumed. */
export function chooseLayout(name: string | undefined, directory: Directory): LayoutChoice {
  if (name !== undefined) return readAs(existingLayout(name), directory, []);
  const where = directory.root === '' ? 'this directory' : oneLine(directory.root);
  const found = recogniseDirectory(directory);
  switch (found.kind) {
    case 'recognised':
      return { layout: found.layout, notes: found.by === 'names' ? guessNotes(found.layout, where) : [] };
    case 'foreign':
      throw foreign(where, found);
    case 'disputed':
      throw new Failure(
        'bad-input',
        oneLine(
          `${where} may be of ${found.layout.name} or of ${found.tool}, which Lockgate does not read: ${found.why}.`,
        ),
        { help: `If ${found.layout.name} runs these files, name it: --layout, or \`layout\` in lockgate.yml.` },
      );
    case 'ambiguous': {
      const names = found.candidates.map((layout) => layout.name).join(' or ');
      throw new Failure('bad-input', `${where} may be of layout ${names}.`, {
        help: 'Name it: --layout, or `layout` in lockgate.yml.',
      });
    }
    case 'unknown':
      return plainOrNothing(directory, where);
  }
}

function guessNotes({ name, lookalikes }: Layout, where: string): readonly string[] {
  if (lookalikes === undefined) return [];
  return [
    `${where} is read as ${name} by the names of its files alone; ${lookalikes} the same names. Name the tool to be sure: \`layout\` in lockgate.yml, or --layout.`,
  ];
}

function foreign(where: string, { tool, why, at }: Extract<DirectoryRecognition, { kind: 'foreign' }>): Failure {
  const isText = at !== null && why.startsWith('line ');
  const plain = isText ? '' : ' `plain` reads every .sql file as a script of its own.';
  return new Failure(
    'bad-input',
    oneLine(
      `${where} belongs to ${tool}, which Lockgate does not read yet: ${why}. Read as another tool's, its migrations would run in another way, or a second time.`,
    ),
    {
      help: `If another tool runs these files, name it: --layout, or \`layout\` in lockgate.yml (${layoutNames(isText ? 'plain' : undefined)}).${plain}`,
      ...(at === null ? {} : { place: startOf(at.path, at.line) }),
    },
  );
}

function plainOrNothing(directory: Directory, where: string): LayoutChoice {
  if (directory.files.some(({ path }) => /\.sql$/i.test(path))) {
    const note = `${where} has the layout of no tool that Lockgate knows (${layoutNames('plain')}): every .sql file is read as a script of its own, in order of path, and in a transaction unless it begins with \`-- no-transaction\`, holds a BEGIN or just one statement that can't run in one.`;
    return readAs(existingLayout('plain'), directory, [note]);
  }
  throw new Failure('bad-input', `${where} holds no SQL files, so there are no migrations to look at.`, {
    help: `Name the migrations directory itself. Layouts: ${layoutNames()}.`,
  });
}

/** Plain files have no marks of a tool: with them, a part that undoes the migration would run as a part of it. */
function readAs(layout: Layout, { files }: Directory, notes: readonly string[]): LayoutChoice {
  if (layout.name !== 'plain') return { layout, notes };
  const scripts = files.filter(({ path }) => /\.sql$/i.test(path));
  for (const { path, bytes } of scripts) {
    const found = markerIn(new TextDecoder().decode(bytes));
    if (found === undefined) continue;
    throw new Failure(
      'bad-input',
      oneLine(
        `This is a line of ${found.tool.name}, which Lockgate does not read yet: \`${found.text}\`. As a plain script everything in the file would run, the part for the way back too.`,
      ),
      { help: 'Leave the file out, or take out the line if no tool reads it.', place: startOf(path, found.line) },
    );
  }
  const dumps = scripts.filter(isDump).map(({ path }) => oneLine(path));
  if (dumps.length === 0) return { layout, notes };
  const which = `${dumps.join(', ')} ${dumps.length === 1 ? 'is a dump' : 'are dumps'} of a schema, not a migration`;
  if (dumps.length < scripts.length) return { layout, notes: [...notes, `${which}: it is not read.`] };
  throw new Failure('bad-input', `${which}: a tool writes it again after each migration, and no database runs it.`, {
    help: 'Name the directory of the migrations that it comes from.',
  });
}

function startOf(path: string, line: number): Place {
  return { path, line, column: 1, endLine: line, endColumn: 1 };
}

function existingLayout(name: string): Layout {
  const layout = layoutNamed(name);
  if (layout !== undefined) return layout;
  throw new Failure('bad-input', `There is no layout "${oneLine(name)}".`, { help: `Layouts: ${layoutNames()}.` });
}

/** Without one of them. */
function layoutNames(without?: string | undefined): string {
  return layouts
    .map((layout) => layout.name)
    .filter((name) => name !== without)
    .join(', ');
}
