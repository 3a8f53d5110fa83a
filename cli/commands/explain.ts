// `lockgate explain <rule>`
import pc from 'picocolors';
import { knownRules } from '../../src/check.ts';
import { Failure } from '../../src/failure.ts';
import { nearestName } from '../../src/nearest-name.ts';
import { oneLine } from '../../src/one-line.ts';
import { explainRule } from '../../src/reports/explain.ts';
import type { Terminal } from '../terminal.ts';

export async function explain(terminal: Terminal, id: string): Promise<0> {
  const text = explainRule(id, { style: pc.createColors(terminal.colors), width: terminal.width });
  if (text !== undefined) {
    await terminal.print(text);
    return 0;
  }
  const meant = nearestName(id, knownRules.keys());
  throw new Failure('bad-input', `There is no rule "${oneLine(id)}".`, {
    help: meant !== undefined ? `Did you mean ${meant}?` : `Rules: ${[...knownRules.keys()].sort().join(', ')}.`,
  });
}
