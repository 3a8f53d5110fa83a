// An outcome as JUnit XML, for CodeBuild's reports: one test case for each migration.
import { XMLBuilder } from 'fast-xml-parser';
import type { Migration } from '../model/migration.ts';
import type { Outcome } from '../model/plan.ts';

interface TestCase {
  readonly '@name': string;
  readonly '@classname': string;
  readonly '@time': string;
  readonly failure?: { readonly '@message': string; readonly '#text': string };
  readonly skipped?: '';
}

/** Applied migrations pass, the one that stopped or conflicts fails, those never reached are skipped. */
export function outcomeJunit(outcome: Outcome, planned: readonly Migration[]): string {
  const cases = casesOf(outcome, planned);
  const failures = cases.filter((one) => one.failure !== undefined).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  const seconds = cases.reduce((sum, one) => sum + Number(one['@time']), 0);
  const counts = { '@tests': cases.length, '@failures': failures, '@errors': 0, '@skipped': skipped };
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#text',
    format: true,
    suppressEmptyNode: true,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      testsuite: { '@name': 'lockgate apply', ...counts, '@time': seconds.toFixed(3), testcase: cases },
    },
  });
}

function casesOf(outcome: Outcome, planned: readonly Migration[]): readonly TestCase[] {
  if (outcome.kind === 'nothing') return [];
  if (outcome.kind === 'conflict') {
    return outcome.conflicts.map(({ path, migration, message, help }) =>
      failed(path ?? (migration === '' ? 'the whole set' : migration), message, help),
    );
  }
  const done = new Set(outcome.done.map(({ migration }) => migration.id));
  const passed = outcome.done.map(({ migration, ms }) => testCase(migration.path, ms));
  if (outcome.kind === 'applied') return passed;
  const { migration, message, help } = outcome.reason;
  const rest = planned.filter(({ id }) => !done.has(id) && id !== migration?.id);
  return [
    ...passed,
    failed(migration?.path ?? 'apply', message, help),
    ...rest.map(({ path }): TestCase => ({ ...testCase(path, 0), skipped: '' })),
  ];
}

function testCase(name: string, ms: number): TestCase {
  return { '@name': xmlText(name), '@classname': 'lockgate.apply', '@time': (ms / 1000).toFixed(3) };
}

function failed(name: string, message: string, help: string): TestCase {
  const [firstLine] = message.split(/[\r\n]/, 1);
  return {
    ...testCase(name, 0),
    failure: { '@message': xmlText(firstLine ?? ''), '#text': xmlText(`${message}\n${help}`) },
  };
}

/** Characters that XML 1.0 can't hold, not even escaped, become `?`: control characters, lone surrogates, U+FFFE and U+FFFF. */
function xmlText(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '?')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?');
}
