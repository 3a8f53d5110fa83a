// A mapping that says every key it doesn't know: valibot's strictObject stops at the first.
import * as v from 'valibot';

/** Checks `entries`; each other key is a problem of its own, said by `unknown`. `expected` is said of what is no mapping. */
export function strictMapping<Entries extends v.ObjectEntries>(
  entries: Entries,
  expected: string,
  unknown: (key: string) => string,
) {
  // A list is an object, too.
  const known = v.pipe(
    v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input), expected),
    v.looseObject(entries, expected),
  );
  // Lazy, because a loose object drops `__proto__` and the like before a check would see them.
  return v.lazy((input) =>
    v.pipe(
      known,
      v.rawCheck(({ addIssue }) => {
        if (typeof input !== 'object' || input === null || Array.isArray(input)) return;
        for (const [key, value] of Object.entries(input)) {
          if (Object.hasOwn(entries, key)) continue;
          addIssue({ message: unknown(key), path: [{ type: 'unknown', origin: 'key', input, key, value }] });
        }
      }),
    ),
  );
}
