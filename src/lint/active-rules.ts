// Which rules run, and with which options: the preset's, and what lockgate.yml says about each.
import { linearPattern } from '../linear-pattern.ts';
import type { OptionInput, OptionSpec, OptionValues, Preset, Rule } from '../model/finding.ts';
import type { RuleSetting } from '../rule-settings.ts';
import { presets } from '../rules/rule.ts';

export interface ActiveRule {
  readonly rule: Rule;
  readonly options: OptionValues;
}

/** The rules of the preset and those that are set to a severity or given options. One that is `off` still runs: an ignore of it is not unused. */
export function activeRules(
  rules: readonly Rule[],
  preset: Preset,
  settings: Readonly<Record<string, RuleSetting>>,
): readonly ActiveRule[] {
  const running = presets.slice(0, presets.indexOf(preset) + 1);
  return rules
    .filter((rule) => running.includes(rule.preset ?? 'recommended') || settings[rule.id] !== undefined)
    .map((rule) => ({ rule, options: optionsOf(rule, settings[rule.id]?.options ?? {}) }));
}

/** Every option with its value: the team's (checked by readConfig) or the default. */
function optionsOf(rule: Rule, given: Readonly<Record<string, OptionInput>>): OptionValues {
  const values = Object.entries(rule.options ?? {}).map(([name, spec]) => [name, chosenValue(spec, given[name])]);
  return Object.fromEntries(values) as OptionValues;
}

function chosenValue(spec: OptionSpec, given: OptionInput | undefined): unknown {
  const value = given ?? spec.default;
  return spec.type === 'pattern' && typeof value === 'string' ? linearPattern(value) : value;
}
