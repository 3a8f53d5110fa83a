// Whether an expression is evaluated once or for each row: decided by pg_proc.provolatile. Facts: measured on 15.18 and 18.4.

import type { Routine } from '../../model/catalog.ts';
import type { RuleContext } from '../../model/finding.ts';
import type { Call, Expression, Name } from '../../model/schema.ts';
import { routinesNamed } from './named.ts';

/** Volatile functions of PostgreSQL and its contrib modules that people use in defaults. */
export const volatileFunctions: ReadonlySet<string> = new Set(
  `clock_timestamp timeofday random random_normal array_sample array_shuffle gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v1mc
   uuid_generate_v4 gen_random_bytes gen_salt nextval setval currval lastval pg_sleep set_config pg_notify
   pg_advisory_lock pg_advisory_xact_lock setseed`.split(/\s+/),
);

/** Stable and immutable ones that are common in defaults: evaluated once, the table is not rewritten. */
export const steadyFunctions: ReadonlySet<string> = new Set(
  `now statement_timestamp transaction_timestamp current_timestamp localtimestamp current_date current_time localtime
   current_user session_user user current_role current_catalog current_schema current_setting current_database
   pg_current_xact_id txid_current timezone date_trunc date_part date_bin extract age make_date make_time make_timestamp
   make_timestamptz make_interval to_timestamp to_date to_char to_number to_json to_jsonb justify_days justify_hours
   json_build_object json_build_array jsonb_build_object jsonb_build_array json_object jsonb_object jsonb_set
   array_append array_cat array_fill array_remove string_to_array lower upper initcap btrim ltrim rtrim replace repeat
   concat concat_ws format left right lpad rpad substr substring overlay position length char_length md5 sha256 sha512
   encode decode convert_to convert_from chr ascii hashtext abs ceil ceiling floor round trunc mod power sqrt sign div
   greatest least coalesce nullif int4range int8range numrange tsrange tstzrange daterange to_tsvector to_tsquery
   point box polygon circle inet_client_addr host hstore row_to_json quote_literal quote_ident quote_nullable
   pg_typeof pg_backend_pid inet_server_addr inet_server_port inet_client_port version pg_postmaster_start_time
   txid_current_snapshot pg_current_snapshot pg_encoding_to_char getdatabaseencoding
   array_length array_lower array_upper array_ndims array_dims array_position array_positions array_prepend array_replace
   array_to_string array_to_json cardinality trim_array unnest regexp_replace regexp_match regexp_matches regexp_split_to_array
   regexp_substr regexp_count regexp_instr regexp_like split_part strpos translate reverse starts_with to_hex to_ascii to_bin to_oct
   unistr normalize char_length character_length octet_length bit_length bit_count get_bit set_bit get_byte set_byte
   sha224 sha384 crc32 crc32c parse_ident string_to_table ascii degrees radians pi exp ln log log10 cbrt factorial gcd lcm
   acos asin atan atan2 cos cot sin tan sinh cosh tanh width_bucket scale min_scale trim_scale isfinite date justify_interval
   make_timestamp overlaps json_object_keys jsonb_pretty jsonb_insert jsonb_set_lax jsonb_strip_nulls json_strip_nulls
   jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text jsonb_array_length json_array_length jsonb_typeof
   json_typeof jsonb_path_query_first jsonb_path_query_array jsonb_path_exists jsonb_path_match lower_inc upper_inc lower_inf upper_inf
   isempty range_merge multirange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange
   masklen netmask network broadcast hostmask set_masklen family abbrev inet_merge inet_same_family macaddr8_set7bit
   area center diameter height width radius length npoints pclose popen slope circle path line lseg plainto_tsquery phraseto_tsquery
   websearch_to_tsquery setweight strip tsvector_to_array array_to_tsvector ts_rank xmlcomment xmlconcat xmlelement xmlforest
   num_nulls num_nonnulls pg_size_pretty pg_size_bytes quote_nullable current_schemas pg_client_encoding
   uuid_extract_timestamp uuid_extract_version uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5
   date_add date_subtract hashtextextended enum_first enum_last enum_range erf erfc gamma lgamma pow acosd asind atand sind cosd tand
   acosh asinh atanh xpath xpath_exists xmlexists xmltext xml_is_well_formed obj_description col_description shobj_description
   to_regclass to_regtype to_regproc to_regnamespace to_regrole format_type has_table_privilege has_schema_privilege pg_has_role
   pg_get_userbyid pg_my_temp_schema pg_column_size pg_conf_load_time int4send int8send uuid_send numnode querytree diagonal
   system_user txid_current_if_assigned pg_current_xact_id_if_assigned getpgusername row_security_active bytea cidr macaddr money xml
   array_reverse array_sort casefold bool text varchar int2 int4 int8 float4 float8 numeric date timestamp timestamptz interval`.split(
    /\s+/,
  ),
);

/** - `unknown`: it calls a function that is neither PostgreSQL's nor made by an earlier migration. */
export type Volatility = 'steady' | 'volatile' | 'unknown';

/** The function that decides, and how. A volatile SQL function may still be inlined to something steady: only a server knows. */
export function volatilityOf(
  expression: Expression,
  context: RuleContext,
): { readonly volatility: Volatility; readonly function?: Name } {
  const judged = expression.functions.map((call) => ({ volatility: volatilityOfCall(call, context), function: call }));
  return (
    judged.find((item) => item.volatility === 'volatile') ??
    judged.find((item) => item.volatility === 'unknown') ?? { volatility: 'steady' }
  );
}

/** `values` are absent where nobody has counted them. */
type Called = Name & Partial<Call>;

/** `calling`: functions whose bodies are being read. One that calls itself is never inlined to its end. */
function volatilityOfCall(call: Called, context: RuleContext, calling: readonly string[] = []): Volatility {
  if (calling.includes(call.name)) return 'volatile';
  const made = routinesNamed(context, call).filter(
    (one) => call.values === undefined || takes(one, call.values.length),
  );
  if (made.length > 0) {
    const [first, ...more] = new Set(made.map((one) => volatilityOfMade(one, call, context, calling)));
    // Of several that take as many values, the types decide: only a server knows which one it is.
    return first !== undefined && more.length === 0 ? first : 'unknown';
  }
  if (volatileFunctions.has(call.name)) return 'volatile';
  return call.schema === undefined && steadyFunctions.has(call.name) ? 'steady' : 'unknown';
}

function takes({ parameters }: Routine, passed: number): boolean {
  const [last] = parameters.slice(-1);
  const needed = parameters.filter((parameter) => parameter.default === undefined && parameter.variadic !== true);
  return passed >= needed.length && (passed <= parameters.length || last?.variadic === true);
}

function volatilityOfMade(
  made: Routine,
  { name, values }: Called,
  context: RuleContext,
  calling: readonly string[],
): Volatility {
  // A call that leaves a value out evaluates the default in its place.
  const left = values === undefined ? [] : made.parameters.slice(values.length);
  const defaults = left
    .flatMap((parameter) => parameter.default?.functions ?? [])
    .map((call) => volatilityOfCall(call, context, [...calling, name]));
  return worst([...defaults, made.volatility === 'volatile' ? ofVolatile(made, name, context, calling) : 'steady']);
}

function ofVolatile(made: Routine, name: string, context: RuleContext, calling: readonly string[]): Volatility {
  return made.language === 'sql' && isInlined(made) ? volatilityOfBody(made, context, [...calling, name]) : 'volatile';
}

function worst(all: readonly Volatility[]): Volatility {
  return all.find((one) => one === 'volatile') ?? all.find((one) => one === 'unknown') ?? 'steady';
}

/** A body of one expression is put in the place of the call (inline_function in clauses.c): then the functions in it decide, else the label. */
function isInlined({ body, securityDefiner, settings, strictWithUnused }: Routine): boolean {
  if (strictWithUnused === true || securityDefiner || settings.length > 0) return false;
  const text = withoutLiterals(body);
  // FROM may stand in parentheses without a query around it: extract(epoch FROM …).
  if (/\(\s*(?:select|with|values|table)\b/i.test(text)) return false;
  return /^\s*select\s+(?!.*(?:\b(?:from|where|group|having|order|limit|offset|union|window|with)\b|;\s*\S))/is.test(
    outsideParentheses(text),
  );
}

function withoutLiterals(sql: string): string {
  return sql.replace(/--[^\n]*/g, ' ').replace(/'(?:[^']|'')*'/g, "''");
}

function outsideParentheses(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, ' ');
  return shorter === text ? text : outsideParentheses(shorter);
}

/** Words before a parenthesis that call no function. */
const noCalls = new Set('cast in and or not any all some row array as case when then else between'.split(' '));

function volatilityOfBody(made: Routine, context: RuleContext, calling: readonly string[]): Volatility {
  const called = [...withoutLiterals(made.body).matchAll(/(?<![\w$."])([\w$."]+)\s*\(/g)].map(([, name = '']) => name);
  const parts = called
    .filter((name) => !noCalls.has(name.toLowerCase()))
    .map((name) =>
      name
        .replaceAll('"', '')
        .toLowerCase()
        .replace(/^pg_catalog\./, '')
        .split('.'),
    );
  return worst(
    parts.map(([schema = '', name]) =>
      volatilityOfCall(name === undefined ? { name: schema } : { schema, name }, context, calling),
    ),
  );
}
