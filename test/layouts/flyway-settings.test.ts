// Settings of Flyway beside its migrations: where the history is, and what is refused by name, with file and line.
import { beforeAll, describe, expect, it } from 'vitest';
import { lintMigrations } from '../../src/check.ts';
import { historyPlace } from '../../src/history-place.ts';
import { diesel } from '../../src/layouts/diesel/index.ts';
import { flyway } from '../../src/layouts/flyway/index.ts';
import { golangMigrate } from '../../src/layouts/golang-migrate/index.ts';
import { loadParser } from '../../src/sql/script.ts';
import { sourceFiles } from './source-files.ts';

beforeAll(() => loadParser());

const root = 'db/migration';
const migrations = sourceFiles(root, { 'V1__a.sql': 'SELECT 1;' });

/** As read with these files beside it, whose paths are relative to the repository. */
function read(files: Readonly<Record<string, string>>) {
  const { historyAt, problems } = flyway.read(migrations, root, sourceFiles('', files));
  return {
    historyAt,
    problems: problems.map(({ rule, message, place }) => `${place.path}:${place.line} ${rule} ${message}`),
  };
}

const fine = (files: Readonly<Record<string, string>>) => {
  const { historyAt, problems } = read(files);
  expect(problems).toEqual([]);
  return historyAt;
};

describe('where the history is', () => {
  it.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'flyway.conf',
      { 'flyway.conf': '# x\nflyway.table = hist\nflyway.schemas=app , audit\n' },
      { table: 'hist', schema: 'app', schemas: ['app', 'audit'] },
    ],
    [
      'a default schema beside others',
      { 'conf/flyway.conf': 'flyway.schemas=a,b\nflyway.defaultSchema=c' },
      { schema: 'c', schemas: ['c', 'a', 'b'] },
    ],
    [
      'flyway.toml',
      {
        'flyway.toml':
          '[flyway]\ntable = "h"\n[environments.default]\nschemas = ["app"]\n[environments.dev]\nschemas = ["x"]',
      },
      { table: 'h', schema: 'app', schemas: ['app'] },
    ],
    [
      'the environment that flyway.toml names',
      {
        'flyway.toml':
          'flyway.environment = "prod"\n[environments.prod]\nschemas = ["p"]\n[environments.dev]\nschemas = ["d"]',
      },
      { schema: 'p', schemas: ['p'] },
    ],
    [
      'flyway.toml alone beside flyway.conf',
      { 'flyway.toml': '[flyway]\ntable = "t"', 'flyway.conf': 'flyway.table=c' },
      { table: 't' },
    ],
    [
      'the nearest directory',
      { 'db/flyway.conf': 'flyway.table=near', 'flyway.conf': 'flyway.table=far\nflyway.outOfOrder=true' },
      { table: 'near' },
    ],
    [
      'Spring’s properties',
      {
        'application.properties':
          'spring.flyway.default-schema=app\nspring.flyway.schemas[0]=app\nspring.datasource.url=x',
      },
      { schema: 'app', schemas: ['app'] },
    ],
    [
      'Spring’s YAML',
      {
        'application.yml':
          'server:\n  port: 1\nspring:\n  # x\n  flyway:\n    schemas:\n      - app\n      - "b"\n    table: "h" # y\n  jpa:\n    table: z',
      },
      { table: 'h', schema: 'app', schemas: ['app', 'b'] },
    ],
    [
      'Quarkus',
      { 'application.properties': 'quarkus.flyway.table=q\nquarkus.flyway.migrate-at-start=true' },
      { table: 'q' },
    ],
  ])('comes from %s', (_what, files, place) => {
    expect(fine(files)).toEqual(place);
  });

  it('is the default without them, and with settings of no consequence', () => {
    expect(fine({})).toBeUndefined();
    expect(
      fine({
        'flyway.conf': `flyway.url=jdbc:postgresql://h/d\nflyway.user=u\nflyway.cleanDisabled=true\nflyway.locations=filesystem:./db/migration
flyway.encoding=UTF-8\nflyway.placeholders.x=1\nflyway.validateOnMigrate=true\nflyway.target=latest\nflyway.connectRetries=9\nother.key=1\n`,
      }),
    ).toBeUndefined();
    expect(fine({ 'flyway.conf': 'flyway.locations=classpath:migration' })).toBeUndefined();
  });

  it('must not contradict Lockgate’s own settings', () => {
    expect(historyPlace({ 'history-table': 'h', 'default-schema': 's' }, flyway, [{ table: 'h' }])).toEqual({
      table: 'h',
      schema: 's',
    });
    expect(() => historyPlace({ 'history-table': 'h' }, flyway, [{ table: 'x' }])).toThrow(
      /history-table is "h" here and "x" there/,
    );
    expect(() => historyPlace({ 'history-table': 'h' }, diesel, [])).toThrow(/always has the same name/);
    // As with Flyway, the environment wins over its files.
    expect(historyPlace({}, flyway, [{ table: 'env' }, { table: 'file' }])).toEqual({ table: 'env' });
  });
});

describe('what is refused', () => {
  it.each([
    'sqlMigrationPrefix=X',
    'repeatableSqlMigrationPrefix=X',
    'sqlMigrationSeparator=-',
    'sqlMigrationSuffixes=.sql,.pks',
    'locations=filesystem:other',
    'locations=filesystem:db/migration,filesystem:more',
    'placeholderPrefix=#{',
    'outOfOrder=true',
    'mixed=true',
    'group=true',
    'target=7',
    'baselineOnMigrate=true',
    'ignoreMigrationPatterns=*:missing',
    'callbacks=x.Y',
    'resolvers=x.Y',
    'skipExecutingMigrations=true',
    'validateOnMigrate=false',
    'cherryPick=3',
    'initSql=SET ROLE x',
    'executeInTransaction=false',
    'createSchemas=false',
    'encoding=ISO-8859-1',
    'url=jdbc:postgresql://h/d?currentSchema=app',
    'jdbcProperties.options=-csearch_path=x',
    `schemas=$\{SCHEMA}`,
    'unheardOf=1',
  ])('flyway.%s', (setting) => {
    const [name] = setting.split('=');
    const { problems } = read({ 'flyway.conf': `# settings\nflyway.${setting}\n` });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`flyway.conf:2 unsupported-setting Flyway's setting \`flyway.${name}\``);
  });

  it('in TOML, YAML and variables too, by the name that is written there', () => {
    expect(read({ 'flyway.toml': '[flyway]\nmixed = true\n' }).problems).toEqual([
      expect.stringContaining('flyway.toml:2 unsupported-setting'),
    ]);
    expect(read({ 'flyway.toml': '[flyway\n' }).problems).toEqual([
      expect.stringMatching(/^flyway\.toml:1 unreadable-file/),
    ]);
    expect(
      read({ 'flyway.toml': '[environments.a]\nschemas = ["a"]\n[environments.b]\nschemas = ["b"]' }).problems,
    ).toEqual([expect.stringContaining('two values')]);
    expect(read({ 'flyway.toml': '[environments.default.flyway]\noutOfOrder = true' }).problems).toHaveLength(1);
    expect(read({ 'application.yml': 'spring:\n  flyway:\n    out-of-order: true\n' }).problems).toEqual([
      expect.stringContaining('application.yml:3'),
    ]);
    const variables = {
      FLYWAY_TABLE: 'h',
      FLYWAY_OUT_OF_ORDER: 'true',
      FLYWAY_PLACEHOLDERS_X: '1',
      FLYWAY_PASSWORD: 'p',
    };
    expect(flyway.readVariables?.(variables, root)).toEqual({
      historyAt: { table: 'h' },
      refused: [expect.stringContaining('FLYWAY_OUT_OF_ORDER')],
    });
  });

  it('by lint, for new migrations, though the setting is in the base already', async () => {
    const neighbours = sourceFiles('', { 'flyway.conf': 'flyway.group=true' });
    const input = {
      layout: flyway,
      top: '/x',
      root,
      files: migrations,
      neighbours,
      config: {},
      toolVersion: '1',
      today: '2026-01-01',
    };
    const rules = async (more: object) =>
      (await lintMigrations({ ...input, ...more })).findings.map(({ rule }) => rule);
    expect(await rules({})).toContain('unsupported-setting');
    expect(await rules({ baseFiles: [], baseNeighbours: neighbours })).toContain('unsupported-setting');
    expect(await rules({ baseFiles: migrations, baseNeighbours: neighbours })).toEqual([]);
  });

  it('of golang-migrate’s URL', () => {
    const of = (parameters: Readonly<Record<string, string>>) => golangMigrate.readParameters?.(parameters);
    expect(of({ 'x-migrations-table': 'm' })).toEqual({ refused: [], historyAt: { table: 'm' } });
    expect(of({ 'x-migrations-table': '"s"."m"', 'x-migrations-table-quoted': '1' })).toEqual({
      refused: [],
      historyAt: { tableSchema: 's', table: 'm' },
    });
    expect(of({ 'x-multi-statement': 'false', 'x-statement-timeout': '0' })).toEqual({ refused: [] });
    for (const name of ['x-multi-statement', 'x-lock-table', 'x-statement-timeout', 'x-anything']) {
      expect(of({ [name]: 'true' })?.refused).toEqual([expect.stringContaining(name)]);
    }
  });
});
