// Migration tools whose directories Lockgate does not read, and what only they have: a new one is a record in the array.
import type { NeighbourMark } from '../model/layout.ts';

export interface OtherTool {
  readonly name: string;
  /** Paths of its migrations, relative to the migrations directory. A mark beside the directory, or in the text of a file, counts only where one fits. */
  readonly fits: RegExp;
  /** A line in its SQL files that no other tool writes; `plain` files never hold one, whatever they are called. */
  readonly marker?: RegExp;
  /** A file in the migrations directory that only this tool has, whatever else is there. */
  readonly inside?: readonly { readonly path: RegExp; readonly holds?: RegExp }[];
  readonly beside?: readonly NeighbourMark[];
}

const anySql = /\.sql$/i;
const numbered = /^[0-9]+[^/]*\.sql$/i;
const notFlyways = /^(?!(?:.*\/)?(?:[VUB][0-9]|R__)).*\.sql$/i;
const nothing = /(?!)/;
const script = /\.[cm]?[jt]s$/;
const upAndDown = /^[0-9]+_[^/]*\.(?:up|down)\.sql$/;
/** The names of Flyway's versioned, repeatable and undo migrations, which others have taken over. */
const flywayLike = /(?:^|\/)(?:[VUB][0-9][^/]*|R)__[^/]*\.sql$/i;

const cargo = (crate: string): NeighbourMark => ({
  name: 'Cargo.toml',
  holds: new RegExp(
    `^[ \\t]*(?:${crate}(?:[-_][a-z_-]+)?\\s*[.=]|\\[(?:[^\\]\\n]*\\.)?dependencies\\.${crate}\\])`,
    'm',
  ),
});
const npm = (name: string): NeighbourMark => ({ name: 'package.json', holds: new RegExp(`"${name}"\\s*:`) });
const goModule = (path: string): NeighbourMark => ({ name: 'go.mod', holds: new RegExp(`\\b${path}\\b`) });
const weak = (mark: NeighbourMark): NeighbourMark => ({ ...mark, weak: true });
const named = (...names: readonly string[]): readonly NeighbourMark[] => names.map((name) => ({ name }));
const jvmBuild = (holds: RegExp): readonly NeighbourMark[] =>
  ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt'].map((name) => ({ name, holds }));
const dotnet = (holds: RegExp): NeighbourMark => ({ name: /\.(?:cs|fs|vb)proj$/, holds });
const python = (holds: RegExp): readonly NeighbourMark[] =>
  ['pyproject.toml', 'requirements.txt', 'setup.cfg'].map((name) => ({ name, holds }));

/** A Supabase project's own file, not any `config.toml`. */
function supabase(mark: NeighbourMark): NeighbourMark {
  return { ...mark, holds: /^[ \t]*project_id[ \t]*=|^\[(?:api|auth|db|studio|inbucket)\]/m };
}

export const otherTools: readonly OtherTool[] = [
  {
    name: 'dbmate',
    fits: numbered,
    marker: /^--\s*migrate:(?:up|down)\b/im,
    beside: named('.dbmate.yml', '.dbmate.yaml', 'dbmate.yml'),
  },
  {
    name: 'goose',
    fits: numbered,
    marker: /^--\s*\+goose\s+(?:up|down|statementbegin|statementend|no\s+transaction|envsub)\b/im,
  },
  {
    name: 'sql-migrate',
    fits: anySql,
    marker: /^--\s*\+migrate\s+(?:up|down|statementbegin|statementend)\b/im,
    beside: [{ name: 'dbconfig.yml', holds: /^[ \t]+dir:/m }],
  },
  {
    name: 'node-pg-migrate',
    fits: numbered,
    // Its own pattern: any dashes and blanks before the words.
    marker: /^(?=[ \t]*-)[ \t-]+(?:up|down)[ \t]+migration\b/im,
    beside: [npm('node-pg-migrate')],
  },
  { name: 'rambler', fits: notFlyways, marker: /^--\s*rambler\s+(?:up|down)\b/im, beside: named('rambler.json') },
  {
    name: 'tern',
    fits: numbered,
    marker: /^----\s*create above\s*\/\s*drop below\s*----/im,
    beside: [{ name: 'tern.conf', holds: /^\[database\]/m }],
    inside: [{ path: /^tern\.conf$/ }],
  },
  {
    name: 'MyBatis Migrations',
    fits: notFlyways,
    marker: /^--\s*\/\/\s*@undo\b/im,
    inside: [{ path: /(?:^|\/)bootstrap\.sql$/, holds: /^--\s*\/\/\s/m }],
  },
  {
    name: 'Play evolutions',
    fits: anySql,
    marker: /^(?:#|--)\s*(?:---\s*)?!(?:ups|downs)\b/im,
  },
  {
    name: 'graphile-migrate',
    fits: notFlyways,
    marker: /^--!\s*(?:previous|hash|message|allowinvalidhash|include|split|no-transaction)\b/im,
    inside: [{ path: /(?:^|\/)committed\/[0-9]+[^/]*\.sql$/ }],
    beside: named('.gmrc', '.gmrc.js', '.gmrc.cjs', '.gmrc.json'),
  },
  {
    name: 'Liquibase',
    fits: anySql,
    marker: /^--\s*(?:liquibase\s+formatted\s+sql|changeset\s+[^\s:]+:\S)/im,
    inside: [{ path: /\.(?:xml|ya?ml|json)$/i, holds: /databaseChangeLog/ }],
    beside: [
      ...named('liquibase.properties', 'liquibase.flowfile.yaml'),
      ...['xml', 'yaml', 'yml', 'json'].flatMap((ending) =>
        ['db.changelog-master', 'changelog-master', 'changelog', 'master', 'changelog/db.changelog-master'].map(
          (name): NeighbourMark => ({ name: `${name}.${ending}`, holds: /databaseChangeLog/ }),
        ),
      ),
      ...jvmBuild(/liquibase/i).map(weak),
    ],
  },
  {
    name: 'yoyo',
    fits: notFlyways,
    // Only among the comments at the top of the file.
    marker: /^(?:[^\S\n]*(?:--[^\n]*)?\n)*--\s*(?:depends|transactional)\s*:/i,
    inside: [{ path: /\.rollback\.sql$/ }],
    beside: [{ name: 'yoyo.ini' }, ...python(/\byoyo-migrations\b/i)],
  },
  {
    name: 'a tool with a section for the way back',
    fits: nothing,
    marker: /^--[ \t=*-]*@?(?:undo|rollback|down|downs|revert)[ \t:=*-]*\r?$/im,
  },
  {
    name: 'refinery',
    fits: /(?:^|\/)[VU][0-9]+__[^/]*\.(?:sql|rs)$/,
    inside: [{ path: /(?:^|\/)[VU][0-9]+__[^/]*\.rs$/ }],
    beside: [cargo('refinery'), ...named('refinery.toml')],
  },
  { name: 'Evolve', fits: flywayLike, beside: [dotnet(/Include="Evolve(?:"|\.)/i), ...named('evolve.json')] },
  { name: 'DbUp', fits: anySql, beside: [dotnet(/Include="dbup(?:"|-)/i)] },
  {
    name: 'grate or RoundhousE',
    fits: /^(?:up|runAfterOtherAnyTimeScripts|permissions)\/.*\.sql$/i,
    beside: [dotnet(/Include="grate/i)],
  },
  {
    name: 'sqlx',
    fits: /^[0-9]+_[^/]*\.sql$/,
    beside: [{ name: 'sqlx.toml' }, weak(cargo('sqlx'))],
  },
  {
    name: 'SeaORM',
    fits: /(?:^|\/)m[0-9]+_[^/]*\.rs$/,
    inside: [{ path: /(?:^|\/)m[0-9]+_[^/]*\.rs$/ }],
  },
  {
    name: 'Prisma',
    fits: /(?:^|\/)migration\.sql$/,
    inside: [{ path: /(?:^|\/)migration_lock\.toml$/ }, { path: /^[0-9]{14}_[^/]*\/migration\.sql$/ }],
    beside: [...named('migration_lock.toml', 'schema.prisma', 'prisma/schema.prisma'), npm('prisma')],
  },
  {
    name: 'Atlas',
    fits: /^(?![VUBR][0-9]*__)(?!.*\.(?:up|down)\.sql$)[^/]*\.sql$/,
    marker: /^--\s*atlas:(?:txmode|delimiter|checkpoint|import|txtar|assert|sum)\b/im,
    inside: [{ path: /^atlas\.sum$/ }],
    beside: [{ name: 'atlas.hcl', holds: /\bmigration[ \t]*\{|^[ \t]*env\b/m }],
  },
  {
    name: 'Hasura',
    fits: /(?:^|\/)[0-9]{13}_[^/]*\/(?:up|down)\.sql$|(?:^|\/)[^/]+\/up\.sql$/,
    inside: [{ path: /(?:^|\/)[0-9]{13}_[^/]*\/up\.sql$/ }, { path: /(?:^|\/)[^/]+\/(?:up|down)\.yaml$/ }],
    beside: ['config.yaml', 'config.yml'].map((name) => ({
      name,
      holds: /^[ \t]*(?:metadata_directory|migrations_directory|metadata_path)[ \t]*:|hasura/m,
    })),
  },
  {
    name: 'pop (soda, buffalo)',
    fits: /^[0-9]+_[^/]*\.(?:up|down)\.(?:sql|fizz)$/,
    inside: [
      { path: /\.(?:up|down)\.fizz$/ },
      { path: /^[0-9]+_[^/]*\.(?:postgres|mysql|sqlite3?|cockroach|all)\.(?:up|down)\.(?:sql|fizz)$/ },
    ],
    beside: [
      {
        name: 'database.yml',
        holds: /^[ \t]+(?:dialect|driver|url)[ \t]*:[ \t]*["']?(?:\{\{|postgres|cockroach|mysql|sqlite)/m,
      },
      ...named('.buffalo.dev.yml', '.soda.yml'),
      goModule('gobuffalo/(?:pop|soda|fizz)'),
      goModule('ory/pop'),
    ],
  },
  {
    name: 'bun',
    fits: upAndDown,
    inside: [{ path: /^[0-9]+_[^/]*\.tx\.(?:up|down)\.sql$/ }],
    beside: [weak(goModule('uptrace/bun'))],
  },
  { name: 'go-pg migrations', fits: upAndDown, beside: [goModule('go-pg/migrations')] },
  { name: 'Supabase', fits: numbered, beside: named('supabase/config.toml', 'config.toml').map(supabase) },
  {
    name: 'Drizzle',
    fits: /(?:^|\/)[0-9]{4,}_[^/]*\.sql$|(?:^|\/)migration\.sql$/,
    marker: /-->\s*statement-breakpoint\b/m,
    inside: [{ path: /(?:^|\/)meta\/_journal\.json$/ }],
    beside: [
      ...named(
        'meta/_journal.json',
        'drizzle.config.ts',
        'drizzle.config.js',
        'drizzle.config.mjs',
        'drizzle.config.json',
      ),
      weak(npm('drizzle-kit')),
    ],
  },
  {
    name: 'Rails',
    fits: /\.rb$/,
    inside: [{ path: /(?:^|\/)[0-9]{14}_[a-z0-9_]+\.rb$/ }, { path: /^schema\.rb$/, holds: /ActiveRecord::Schema/ }],
    beside: [{ name: 'config/application.rb', holds: /Rails::Application/ }],
  },
  {
    name: 'Alembic',
    fits: /\.py$/,
    inside: [{ path: /(?:^|\/)(?:env\.py|script\.py\.mako)$/, holds: /alembic|down_revision/ }],
    beside: named('alembic.ini', 'script.py.mako'),
  },
  {
    name: 'Django',
    fits: /\.py$/,
    inside: [{ path: /(?:^|\/)[0-9]{4}_[a-z0-9_]+\.py$/, holds: /migrations\.Migration/ }],
  },
  { name: 'Ecto', fits: /\.exs$/, inside: [{ path: /(?:^|\/)[0-9]{14}_[^/]*\.exs$/ }] },
  {
    name: 'Phinx, Doctrine or Laravel',
    fits: /\.php$/,
    inside: [{ path: /(?:^|\/)(?:[0-9]{4}_?[0-9]{2}_?[0-9]{2}_?[0-9]{6}_[^/]*|Version[0-9]{14})\.php$/ }],
  },
  { name: 'Knex', fits: script, beside: named('knexfile.js', 'knexfile.ts', 'knexfile.cjs', 'knexfile.mjs') },
  { name: 'Sequelize', fits: script, beside: named('.sequelizerc') },
  {
    name: 'TypeORM, MikroORM, node-pg-migrate or another tool in JavaScript',
    fits: script,
    inside: [{ path: /(?:^|\/)(?:Migration)?[0-9]{4,}[^/]*\.[cm]?[jt]s$/ }],
  },
  { name: 'goose (in Go)', fits: /\.go$/, inside: [{ path: /^[0-9]+_[^/]*\.go$/, holds: /goose\.Add/ }] },
  {
    name: 'Sqitch',
    fits: notFlyways,
    inside: [{ path: /(?:^|\/)sqitch\.(?:plan|conf)$/ }],
    beside: named('sqitch.plan', 'sqitch.conf'),
  },
  {
    name: 'postgrator',
    fits: /^[0-9]+\.(?:do|undo)\.[^/]*sql$/,
    inside: [{ path: /^[0-9]+\.(?:do|undo)\.(?:[^/]*\.)?sql$/ }],
    beside: [npm('postgrator(?:-cli)?'), ...named('.postgratorrc.json', 'postgrator.json')],
  },
  { name: 'marv', fits: numbered, inside: [{ path: /^\.marvrc$/ }], beside: [npm('marv')] },
  {
    name: 'pgroll',
    fits: nothing,
    inside: [{ path: /^[0-9][^/]*\.(?:json|ya?ml)$/, holds: /"operations"\s*:|^operations:/m }],
  },
  { name: 'reshape', fits: nothing, inside: [{ path: /\.toml$/, holds: /^\[\[actions\]\]/m }] },
  {
    name: 'Migratus',
    fits: /^[0-9]+-[^/]*\.(?:up|down)\.sql$/,
    inside: [{ path: /^[0-9]{14}-[^/]*\.(?:up|down)\.sql$/ }],
  },
];

/** Matches wherever a mark that may stand on any line does: one pass over a text that holds none. Those of a text's beginning are as quick alone. */
const anyMarker = new RegExp(
  otherTools.flatMap(({ marker }) => (marker?.multiline ? [`(?:${marker.source})`] : [])).join('|'),
  'im',
);

/** The first line of a text that belongs to another tool, among those tools that `counts` takes; undefined when there is none. */
export function markerIn(
  text: string,
  counts: (tool: OtherTool) => boolean = () => true,
): { readonly tool: OtherTool; readonly line: number; readonly text: string } | undefined {
  const isLikely = anyMarker.test(text);
  for (const tool of otherTools) {
    const isTried = counts(tool) && (isLikely || tool.marker?.multiline === false);
    const match = isTried ? tool.marker?.exec(text) : null;
    if (match == null) continue;
    const at = match.index + match[0].length;
    const line = text.slice(0, at).split('\n').length;
    return { tool, line, text: (text.split('\n')[line - 1] ?? '').trim() };
  }
  return undefined;
}
