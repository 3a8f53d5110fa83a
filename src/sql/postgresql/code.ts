// Functions, DO blocks, triggers and rules: code that the server will run.
import type {
  AlterFunctionStmt,
  CreateFunctionStmt,
  CreateTrigStmt,
  DefElem,
  DoStmt,
  FunctionParameter,
  Node,
} from 'libpg-query';
import type { ChangeOf } from '../../model/change.ts';
import type { Parameter } from '../../model/code.ts';
import type { Position } from '../../model/place.ts';
import { expressionOf } from './expressions.ts';
import { nameOf, qualifiedName, type Source, stringOf, stringsOf, typeOf } from './names.ts';
import { objectTypeOf } from './object-types.ts';

export function createFunction(statement: CreateFunctionStmt, source: Source, at: Position): ChangeOf<'function'> {
  const options = definitions(statement.options);
  const option = (name: string): DefElem | undefined => options.find((o) => o.defname === name);
  const security = option('security')?.arg;
  const volatility = stringOf(option('volatility')?.arg);
  const body = stringOf(option('as')?.arg) || (statement.sql_body === undefined ? '' : standardBody(source.text));
  return {
    kind: 'function',
    function: qualifiedName(stringsOf(statement.funcname)),
    parameters: inputsOf(statement).map((parameter) => parameterOf(parameter, source)),
    procedure: statement.is_procedure === true,
    replace: statement.replace === true,
    language: stringOf(option('language')?.arg).toLowerCase() || 'sql',
    body,
    ...(isStrictWithUnused(statement, option('strict') !== undefined, body) ? { strictWithUnused: true } : {}),
    volatility: volatility === 'stable' || volatility === 'immutable' ? volatility : 'volatile',
    securityDefiner: security !== undefined && 'Boolean' in security && security.Boolean.boolval === true,
    settings: settingsIn(options),
    ...(stringsOf(statement.returnType?.names).at(-1) === 'trigger' ? { returnsTrigger: true } : {}),
    at,
  };
}

/** That of `RETURN expression`, or between BEGIN ATOMIC and END. */
export function standardBody(statement: string): string {
  const text = statement.trimEnd();
  const begin = /\bbegin\s+atomic\b/i.exec(text);
  if (begin !== null && /\bend$/i.test(text)) {
    return text
      .slice(begin.index + begin[0].length, -'end'.length)
      .trim()
      .replace(/;$/, '')
      .trim();
  }
  const returned = /\breturn\b([\s\S]+)$/i.exec(statement)?.[1];
  return returned === undefined ? '' : `SELECT ${returned.trim()}`;
}

/** PostgreSQL inlines a STRICT function only where its body has all arguments (inline_function() in clauses.c). */
function isStrictWithUnused(statement: CreateFunctionStmt, strict: boolean, body: string): boolean {
  if (!strict) return false;
  return inputsOf(statement).some(({ name }, i) => {
    const named = name !== undefined && body.toLowerCase().includes(name.toLowerCase());
    return !named && !body.includes(`$${i + 1}`);
  });
}

function inputsOf({ parameters = [] }: CreateFunctionStmt): readonly FunctionParameter[] {
  return parameters.flatMap((node) => {
    if (!('FunctionParameter' in node)) return [];
    const { mode } = node.FunctionParameter;
    return mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE' ? [] : [node.FunctionParameter];
  });
}

function parameterOf({ name, argType, defexpr, mode }: FunctionParameter, source: Source): Parameter {
  return {
    ...(name === undefined ? {} : { name }),
    type: typeOf(argType),
    ...(defexpr === undefined ? {} : { default: expressionOf(defexpr, source) }),
    ...(mode === 'FUNC_PARAM_VARIADIC' ? { variadic: true } : {}),
  };
}

/** The names that SET gives a value; RESET is none. */
function settingsIn(options: readonly DefElem[]): readonly string[] {
  return options.flatMap((o) => {
    const set =
      o.defname === 'set' && o.arg !== undefined && 'VariableSetStmt' in o.arg ? o.arg.VariableSetStmt : undefined;
    return set?.name === undefined || set.kind === 'VAR_RESET' ? [] : [set.name];
  });
}

export function alterFunction(statement: AlterFunctionStmt, at: Position): ChangeOf<'alter-other'> {
  const actions = definitions(statement.actions);
  const volatility = stringOf(actions.find((o) => o.defname === 'volatility')?.arg);
  const known = volatility === 'volatile' || volatility === 'stable' || volatility === 'immutable';
  const security = actions.find((o) => o.defname === 'security')?.arg;
  const settings = settingsIn(actions);
  return {
    kind: 'alter-other',
    object: objectTypeOf(statement.objtype),
    name: qualifiedName(stringsOf(statement.func?.objname)),
    ...(known ? { volatility } : {}),
    ...(security !== undefined && 'Boolean' in security ? { securityDefiner: security.Boolean.boolval === true } : {}),
    ...(settings.length === 0 ? {} : { settings }),
    at,
  };
}

/** `statements` is for the reader of the body to fill in. */
export function doBlock(statement: DoStmt, at: Position): ChangeOf<'do'> {
  const options = definitions(statement.args);
  const language = stringOf(options.find((o) => o.defname === 'language')?.arg) || 'plpgsql';
  const body = stringOf(options.find((o) => o.defname === 'as')?.arg);
  return { kind: 'do', language, body, statements: [], at };
}

/** `timing` is a bit mask of trigger.h: 2 = BEFORE, 64 = INSTEAD OF, neither = AFTER. */
export function createTrigger(statement: CreateTrigStmt, source: Source, at: Position): ChangeOf<'create-trigger'> {
  const timing = statement.timing ?? 0;
  return {
    kind: 'create-trigger',
    trigger: statement.trigname ?? '',
    table: nameOf(statement.relation),
    replace: statement.replace === true,
    timing: (timing & 64) !== 0 ? 'instead of' : (timing & 2) !== 0 ? 'before' : 'after',
    row: statement.row === true,
    function: qualifiedName(stringsOf(statement.funcname)),
    ...(statement.whenClause === undefined ? {} : { when: expressionOf(statement.whenClause, source) }),
    at,
  };
}

export function definitions(nodes: readonly Node[] | undefined): readonly DefElem[] {
  return (nodes ?? []).flatMap((node) => ('DefElem' in node ? [node.DefElem] : []));
}

/** A flag among options in parentheses: present and not switched off. */
export function isOn(nodes: readonly Node[] | undefined, name: string): boolean {
  const found = definitions(nodes).find((option) => option.defname === name);
  if (found === undefined) return false;
  const { arg } = found;
  if (arg === undefined) return true;
  if ('Boolean' in arg) return arg.Boolean.boolval === true;
  if ('Integer' in arg) return (arg.Integer.ival ?? 0) !== 0;
  return !['false', 'off', '0'].includes(stringOf(arg).toLowerCase());
}
