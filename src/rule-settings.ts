// What lockgate.yml says about rules: a severity, and the options of a rule. Checked against the rules' own records.
import * as v from 'valibot';
import { patternProblem } from './linear-pattern.ts';
import type { OptionInput, OptionSpec, OptionSpecs, Severity } from './model/finding.ts';
import { nearestName } from './nearest-name.ts';
import { strictMapping } from './strict-mapping.ts';

/** `rule: warning`, or `rule: { severity: warning, <option>: … }`. Without a severity the rule has its own. */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options: Readonly<Record<string, OptionInput>>;
}

/** Every rule with its options. */
export type KnownRules = ReadonlyMap<string, OptionSpecs>;

const severities = ['error', 'warning', 'info', 'off'] as const;
const severityExpected = `one of ${severities.join(', ')} is expected`;
const severity = v.picklist(severities, severityExpected);

export function ruleSettingsSchema(known: KnownRules) {
  const entries = [...known].map(([id, options]) => [id, v.optional(ruleSchema(id, options))] as const);
  return v.pipe(
    strictMapping(
      Object.fromEntries(entries),
      'a mapping of rules is expected',
      (name) => `there is no rule "${name}"${meant(name, known.keys())}`,
    ),
    v.transform((rules): Readonly<Record<string, RuleSetting>> => rules as Record<string, RuleSetting>),
  );
}

function ruleSchema(id: string, specs: OptionSpecs) {
  const options = Object.entries(specs).map(([name, spec]) => [name, v.optional(optionSchema(spec))] as const);
  const names = ['severity', ...Object.keys(specs)];
  const has = names.length === 1 ? 'it has none, only a severity' : `it has ${names.join(', ')}`;
  const mapping = strictMapping(
    { ...Object.fromEntries(options), severity: v.optional(severity) },
    severityExpected,
    (name) => `${id} has no option "${name}"${meant(name, names) || `; ${has}`}`,
  );
  const bare = v.pipe(
    severity,
    v.transform((set): RuleSetting => ({ severity: set, options: {} })),
  );
  const full = v.pipe(
    mapping,
    v.transform(({ severity: set, ...given }): RuleSetting => {
      const chosen = set as Severity | 'off' | undefined;
      return { ...(chosen === undefined ? {} : { severity: chosen }), options: given as RuleSetting['options'] };
    }),
  );
  // A union would answer with one problem, "neither of them".
  return v.lazy((input) => (typeof input === 'object' && input !== null ? full : bare));
}

function optionSchema(spec: OptionSpec): v.GenericSchema<unknown, OptionInput> {
  switch (spec.type) {
    case 'integer': {
      const expected = `a whole number from ${spec.min} on is expected`;
      return v.pipe(v.number(expected), v.integer(expected), v.minValue(spec.min, expected));
    }
    case 'boolean':
      return v.boolean('true or false is expected');
    case 'texts':
      return v.array(v.string('a text is expected'), 'a list of texts is expected');
    case 'pattern':
      return v.pipe(v.string('a regular expression is expected'), v.rawCheck(compiles));
  }
}

function compiles({ dataset, addIssue }: v.RawCheckContext<string>): void {
  const problem = dataset.typed ? patternProblem(dataset.value) : undefined;
  if (problem !== undefined) addIssue({ message: problem });
}

/** ` (did you mean …?)`, or nothing. */
function meant(name: string, names: Iterable<string>): string {
  const found = nearestName(name, names);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}
