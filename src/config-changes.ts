// How two configurations differ, in words: what a pull request changes in lockgate.yml.
import type { Config, ConfiguredIgnore } from './config.ts';
import type { RuleSetting } from './rule-settings.ts';

/** One line for each setting that differs, such as `rules.set-not-null-scan: error → off`. Plain text of foreign origin. */
export function configChanges(before: Config, after: Config): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort() as (keyof Config)[];
  return keys.flatMap((key) => {
    if (key === 'rules') return settingChanges('rules.', before.rules ?? {}, after.rules ?? {});
    if (key === 'ignore') return ignoreChanges(before.ignore ?? [], after.ignore ?? []);
    return settingChanges('', { [key]: before[key] }, { [key]: after[key] });
  });
}

function settingChanges(
  prefix: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${prefix}${name}: ${shown(before[name])} → ${shown(after[name])}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  if (isBareSeverity(value)) return value.severity;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As most people write it: `rule: off`. */
function isBareSeverity(value: unknown): value is { readonly severity: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { severity, options } = value as Partial<RuleSetting>;
  return severity !== undefined && Object.keys(options ?? {}).length === 0;
}

/** Where an ignore stands in the file is no change. */
function ignoreChanges(before: readonly ConfiguredIgnore[], after: readonly ConfiguredIgnore[]): string[] {
  const keyOf = ({ rule, path, reason, until }: ConfiguredIgnore): string =>
    JSON.stringify([rule, path, reason, until]);
  const old = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  const words = ({ rule, path, reason, until }: ConfiguredIgnore): string =>
    `${rule} in ${path}${until === null ? '' : ` until ${until}`} (${reason})`;
  return [
    ...after.filter((one) => !old.has(keyOf(one))).map((one) => `ignore adds ${words(one)}`),
    ...before.filter((one) => !now.has(keyOf(one))).map((one) => `ignore drops ${words(one)}`),
  ];
}
