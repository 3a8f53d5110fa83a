// What a server sends, bounded before it is buffered: a hostile script can send notices, errors and rows of any size.

/** A longer message of a kind that Lockgate has to read whole ends the connection. */
export const MESSAGE_BYTES = 64 * 1024 * 1024;
/** A longer NOTICE or ERROR is rebuilt from the beginnings of its fields. */
const REPORT_BYTES = 16 * 1024;
/** Kept of each field of a message that is rebuilt; longer than `KEPT_CHARACTERS` in UTF-8, so that the cut is shown. */
const FIELD_BYTES = 36 * 1024;
/** PostgreSQL has 18 kinds of fields, each at most once. */
const FIELDS = 32;
/** A setting that is reported to clients (search_path since 18) can be as long as a script likes. */
const SETTING_BYTES = 64 * 1024;
const HEADER_BYTES = 5;

/** Message types of the protocol (manual, 55.7). */
const DATA_ROW = 0x44;
const COPY_DATA = 0x64;
const ERROR = 0x45;
const NOTICE = 0x4e;
const PARAMETER_STATUS = 0x53;

/** The bytes of one connection on their way to pg. */
export interface Inflow {
  /** Rows are thrown away as they come: nobody reads those of a script's statements. */
  dropRows: boolean;
  /** What is left of `chunk`; undefined when it holds a message that is too long to be read. */
  take(chunk: Buffer): readonly Buffer[] | undefined;
}

type Fate = 'pass' | 'drop' | 'rebuild';

export function openInflow(): Inflow {
  const header = Buffer.alloc(HEADER_BYTES);
  let headed = 0;
  let remaining = 0;
  let fate: Fate = 'pass';
  let rebuilt: Rebuilding | undefined;

  /** Decides about the message whose header is complete; false when it is too long. */
  const begin = (): boolean => {
    const type = header[0] as number;
    remaining = header.readUInt32BE(1) - 4;
    headed = 0;
    fate = fateOf(type, remaining, inflow.dropRows);
    rebuilt = fate === 'rebuild' ? rebuilding(type) : undefined;
    return fate !== 'pass' || remaining <= MESSAGE_BYTES;
  };

  const inflow: Inflow = {
    dropRows: false,
    take(chunk) {
      const out: Buffer[] = [];
      let at = 0;
      /** Where the run of bytes that pass began: whole runs go on without being copied. */
      let from = 0;
      while (at < chunk.length || (remaining === 0 && rebuilt !== undefined)) {
        if (remaining > 0) {
          const end = Math.min(chunk.length, at + remaining);
          rebuilt?.write(chunk.subarray(at, end));
          remaining -= end - at;
          at = end;
          if (fate !== 'pass') from = at;
        } else if (rebuilt !== undefined) {
          out.push(rebuilt.message());
          rebuilt = undefined;
        } else {
          const started = at;
          const before = headed;
          while (headed < HEADER_BYTES && at < chunk.length) header[headed++] = chunk[at++] as number;
          if (headed < HEADER_BYTES) {
            if (started > from) out.push(chunk.subarray(from, started));
            return out;
          }
          if (!begin()) return undefined;
          if (fate === 'pass') {
            // A part of the header came with an earlier chunk and was held back.
            if (before > 0) out.push(Buffer.from(header.subarray(0, before)));
          } else {
            if (started > from) out.push(chunk.subarray(from, started));
            from = at;
          }
        }
      }
      if (at > from) out.push(chunk.subarray(from, at));
      return out;
    },
  };
  return inflow;
}

function fateOf(type: number, length: number, dropRows: boolean): Fate {
  if (type === COPY_DATA || (type === DATA_ROW && dropRows)) return 'drop';
  if (type === PARAMETER_STATUS && length > SETTING_BYTES) return 'drop';
  if ((type === ERROR || type === NOTICE) && length > REPORT_BYTES) return 'rebuild';
  return 'pass';
}

/** A NOTICE or ERROR in the making: fields of a type byte and a text that ends with NUL, and a NUL at the end of all. */
interface Rebuilding {
  write(part: Buffer): void;
  message(): Buffer;
}

function rebuilding(type: number): Rebuilding {
  const fields: Buffer[] = [];
  /** The field that is being read: its type byte and the beginning of its text. */
  let field: Buffer[] = [];
  let kept = 0;
  const close = (): void => {
    if (kept > 1 && fields.length < FIELDS) fields.push(Buffer.concat([...field, Buffer.of(0)]));
    field = [];
    kept = 0;
  };
  return {
    write(part) {
      let at = 0;
      while (at < part.length) {
        const nul = part.indexOf(0, at);
        const end = nul === -1 ? part.length : nul;
        const room = Math.max(0, FIELD_BYTES - kept);
        if (end > at && room > 0) {
          // A copy: the chunk it is a part of would be kept alive whole.
          const piece = Buffer.from(part.subarray(at, Math.min(end, at + room)));
          field.push(piece);
          kept += piece.length;
        }
        if (nul !== -1) close();
        at = end + 1;
      }
    },
    message() {
      close();
      const body = Buffer.concat([...fields, Buffer.of(0)]);
      const head = Buffer.alloc(HEADER_BYTES);
      head[0] = type;
      head.writeUInt32BE(body.length + 4, 1);
      return Buffer.concat([head, body]);
    },
  };
}

/** Kept of each text of the server: nobody reads more of a message, and a report has to hold it. */
const KEPT_CHARACTERS = 8_000;

/** The beginning of a text of the server. */
export function cutText(text: string): string {
  if (text.length <= KEPT_CHARACTERS) return text;
  // Not between the halves of a character outside the basic plane.
  const end = /[\ud800-\udbff]/.test(text[KEPT_CHARACTERS - 1] as string) ? KEPT_CHARACTERS - 1 : KEPT_CHARACTERS;
  return `${text.slice(0, end)}…`;
}
