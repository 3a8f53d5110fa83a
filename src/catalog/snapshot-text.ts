// JSON that a person can read and git can compare: a line for each part of a table (a column, a constraint …), however long.

/** Of a table's parts: the file, a list, a table, a list of its parts, a part. */
const DEEPEST = 4;

/** For values made of JSON's own types; undefined members are left out. Keys stand in the order that the value has. */
export function linesOf(value: unknown, depth = 0): string {
  if (depth === DEEPEST || !isSpread(value)) return JSON.stringify(value);
  const indent = ' '.repeat(depth);
  const lines = Array.isArray(value)
    ? value.map((item) => linesOf(item, depth + 1))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${JSON.stringify(key)}: ${linesOf(member, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.map((line) => `${indent} ${line}`).join(',\n')}\n${indent}${close}`;
}

/** A list of objects, and an object that has one. */
function isSpread(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return isList(value) || Object.values(value).some(isList);
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null);
}
