// `<file>.sql.conf`: what Flyway reads beside a script. Facts: SqlScriptMetadata of Flyway 13 (Java properties).

export interface ScriptConfig {
  /** Undefined when the file leaves the choice to Flyway's detection. */
  readonly executeInTransaction?: boolean;
  /** False where placeholders stay as they are written. */
  readonly placeholderReplacement?: boolean;
  /** Why Flyway, or Lockgate, can't run the script with this file; one sentence each. */
  readonly complaints: readonly string[];
}

/** Reads `key=value` lines (`:` or blanks separate too), with `#` and `!` comments. Later lines win. */
export function parseScriptConfig(text: string): ScriptConfig {
  const values = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^([^\s=:#!][^\s=:]*)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(line.trim());
    if (match !== null) values.set(match[1] ?? '', match[2] ?? '');
  }
  const complaints = [...values].flatMap(([key, value]) => complaintAbout(key, value) ?? []);
  return {
    ...choiceOf('executeInTransaction', values),
    ...choiceOf('placeholderReplacement', values),
    complaints,
  };
}

function choiceOf<Key extends string>(
  key: Key,
  values: ReadonlyMap<string, string>,
): { readonly [K in Key]?: boolean } {
  const choice = values.get(key)?.toLowerCase();
  return choice === 'true' || choice === 'false' ? ({ [key]: choice === 'true' } as { [K in Key]: boolean }) : {};
}

function complaintAbout(key: string, value: string): string | undefined {
  switch (key) {
    case 'executeInTransaction':
    case 'placeholderReplacement':
      return /^(?:true|false)$/i.test(value) ? undefined : `Flyway refuses the file: \`${key}\` must be true or false.`;
    case 'encoding':
      return /^utf-?8$/i.test(value)
        ? undefined
        : 'Lockgate reads migrations as UTF-8, but this file gives another encoding.';
    case 'shouldExecute':
      return "`shouldExecute` is decided when Flyway runs; Lockgate can't tell whether the script will run.";
    default:
      return 'Flyway refuses the file: it holds a key that Flyway does not know.';
  }
}
