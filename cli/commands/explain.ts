// `lockgate explain <rule>`
import pc from 'picocolors';
import { knownRules } from '../../src/check.ts';
import { Failure } from '../../src/failure.ts';
import { explainRule } from '../../src/reports/explain.ts';
import type { Terminal } from '../terminal.ts';

export function explain(terminal: Terminal, id: string): 0 {
  const text = explainRule(id, { style: pc.createColors(terminal.colors), width: terminal.width });
  if (text !== undefined) {
    terminal.write(text);
    return 0;
  }
  throw new Failure('bad-input', `There is no rule "${id}".`, { help: `Rules: ${[...knownRules].sort().join(', ')}.` });
}
