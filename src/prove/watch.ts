// Keeps what a proof is doing at the moment.
import type { Doing } from '../model/doing.ts';
import type { OnStep } from './run-script.ts';

export interface Watch {
  readonly doing: () => Doing | undefined;
  /** A migration begins. */
  enter(phase: Doing['phase'], path: string): void;
  readonly onStep: OnStep;
  /** Something of Lockgate's own, at the migration where it is. */
  now(step: Doing['step']): void;
}

export function openWatch(onDoing: (doing: Doing) => void = () => {}): Watch {
  let phase: Doing['phase'] = 'baseline';
  let current: Doing | undefined;
  const set = (doing: Doing): void => {
    current = doing;
    onDoing(doing);
  };
  return {
    doing: () => current,
    enter(next, path) {
      phase = next;
      set({ phase, path, step: 'statement' });
    },
    onStep: (step) => set({ ...step, phase }),
    now(step) {
      if (current !== undefined) set({ phase, path: current.path, step });
    },
  };
}
