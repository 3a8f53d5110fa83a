// What the server says while a statement runs, bounded: a script can raise messages without end.
import type { ServerMessage, Session } from '../model/database.ts';
import { saying } from './interpret.ts';

/** Messages of the script's own that are kept of one statement; what says which work was done is always kept, each once. */
const KEPT = 1_000;

export interface Heard {
  /** In the order in which they came. */
  readonly messages: readonly ServerMessage[];
  stopListening(): void;
}

export function hear(worker: Session): Heard {
  const messages: ServerMessage[] = [];
  const said = new Set<string>();
  let others = 0;
  const stopListening = worker.onMessage((message) => {
    if (saying(message.message, message.routine) === undefined) {
      others++;
      if (others <= KEPT) messages.push(message);
      return;
    }
    if (said.has(message.message)) return;
    said.add(message.message);
    messages.push(message);
  });
  return { messages, stopListening };
}
