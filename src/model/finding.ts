// Rules, what they find, and the verdict.
import type { Catalog } from '../model/catalog.ts';
import type { Change, ChangeKind, ChangeOf } from './change.ts';
import type { NewMigration, TextFile } from './layout.ts';
import type { Direction, LayoutName, Migration, Script, Statement } from './migration.ts';
import type { Place, Span } from './place.ts';
import type { LockMode, Name } from './schema.ts';
import type { Unit } from './unit.ts';

export type Category = 'availability' | 'data-loss' | 'compatibility' | 'correctness' | 'security' | 'policy';
export type Severity = 'error' | 'warning' | 'info';
export type Work = 'rewrite' | 'scan' | 'index-build' | 'none';

/** What a rule says PostgreSQL will do: the strongest lock on `relation`, and the work done while it is held. */
export interface Claims {
  readonly lock: LockMode | null;
  readonly work: Work;
  /** Schema-qualified; null when the statement names no single relation. */
  readonly relation: string | null;
}

/** Replaces exactly `span` of the script's text; safe to commit as it is. */
export interface Suggestion {
  readonly span: Span;
  readonly replacement: string;
}

/** The safe way in several migrations: what becomes of the statement, and the migrations that follow its own, in order. */
export interface Split {
  /** Stands in the statement's place, without its `;`; null when nothing of it stays. */
  readonly here: string | null;
  /** What the down script does against the statement, if it has one; `here`: what it has to do instead (null: nothing) now that parts have moved. */
  readonly undo: {
    readonly does: 'drop-index' | 'create-index' | 'drop-constraint' | 'drop-not-null' | 'nothing';
    /** Empty when nothing else can need it. */
    readonly name: string;
    readonly here: string | null;
  };
  readonly steps: readonly [NewMigration, ...NewMigration[]];
}

/** A split as edits of files: complete, for this layout. Either all of it is taken or nothing. */
export interface Rewrite {
  /** In scripts of the finding's own migration. */
  readonly edits: readonly (Suggestion & { readonly path: string })[];
  /** New files. */
  readonly files: readonly TextFile[];
}

export interface Finding {
  readonly rule: string;
  readonly category: Category;
  readonly severity: Severity;
  /** What happens and why it matters: one or two sentences. */
  readonly message: string;
  /** What to do instead; may hold several lines and SQL in fences. */
  readonly help: string;
  readonly place: Place;
  /** `read` from the text, or `measured` on a server. */
  readonly evidence: 'read' | 'measured';
  readonly claims: Claims;
  /** Stays the same when lines shift: rule + path + text of the statement + which one of several equals. */
  readonly key: string;
  readonly suggestion?: Suggestion;
  /** Where the safe way needs more migrations than one: `lockgate lint --fix` writes them. */
  readonly rewrite?: Rewrite;
  /** The reason given in the ignore comment, or null. */
  readonly suppressed: string | null;
}

/** A `read` finding that the run on a server showed to be wrong. */
export interface Withdrawn {
  readonly finding: Finding;
  readonly reason: string;
}

/** What a rule may ask about the statement's surroundings. Everything here is known without a server. */
export interface RuleContext {
  readonly migration: Migration;
  readonly script: Script;
  readonly direction: Direction;
  readonly statement: Statement;
  /** The transaction (or autocommit) unit that the statement runs in, as the team's runner cuts it. */
  readonly unit: Unit;
  /** Major version of the target server, e.g. 16. */
  readonly serverVersion: number;
  /** The schema before the statement, as far as migrations tell. */
  readonly catalog: Catalog;
  /** The schema before the first of the new migrations: what has an id below its `nextId` was there before this release. */
  readonly base: Catalog;
  /** The search_path in force at this statement. */
  readonly searchPath: readonly string[];
  /** `schema.name`, with the search_path in force at this statement. Temporary relations get `pg_temp.name`. */
  qualify(name: Name): string;
  /** True when the relation, type or schema was created earlier in this set of new migrations (or is temporary). */
  isNew(name: Name): boolean;
  /** What the new migrations' up scripts did so far to a relation, type or function, by the name it has now, in order. */
  earlier(name: Name): readonly PastChange[];
  /**
   * What the rest of the new migrations' up scripts still does to a relation, type or function, by the name it has now: this statement's other changes
   * apart. Empty for a down script.
   */
  later(name: Name): readonly LaterChange[];
  /** The same surroundings with the schema as it was before an earlier change of the script. */
  at(change: Change): RuleContext;
  /** The `lock_timeout` in force as the scripts set it: milliseconds, 0 for off, null for never set. */
  readonly lockTimeout: number | null;
  readonly statementTimeout: number | null;
  /** Any setting in force, by its name in lower case, as the scripts set it; null for never set (or RESET). */
  setting(name: string): string | null;
}

/** A lock on a relation that exists. */
export interface TakenLock {
  readonly relation: Name;
  readonly mode: LockMode;
}

/** A change by an earlier statement of the new migrations. */
export interface PastChange {
  readonly change: Change;
  /** The transaction that it was in: that of the statement, or an earlier one. */
  readonly unit: Unit;
  /** Of the script that holds it. */
  readonly path: string;
}

/** A change by a later statement of the new migrations. */
export interface LaterChange {
  readonly change: Change;
  /** The transaction that it will be in: that of the statement, or a later one. */
  readonly unit: Unit;
  /** In a branch of code: a run may pass it by. */
  readonly conditional: boolean;
  /** Of the script that holds it. */
  readonly path: string;
}

/** A constraint or an index, and the table (or domain) that it belongs to. */
export interface RelationPart {
  /** Schema-qualified. */
  readonly relation: string;
  readonly name: string;
}

/** What a check answers when its rule fires. */
export interface Hit {
  readonly message: string;
  /** Replaces the rule's `instead` with the statement's own names filled in. */
  readonly help?: string;
  /** It may be harmless, and the text can't tell: an error is a warning here, until a run on a server has shown it. */
  readonly doubtful?: true;
  /** What is claimed here; missing parts are taken from the rule. */
  readonly claims?: Partial<Claims>;
  readonly suggestion?: Suggestion;
  readonly split?: Split;
  /** What it is about, where a run says the same of it. */
  readonly about?: RelationPart;
  /** Where, when it is not the change itself. */
  readonly span?: Span;
}

/** SQL that shows a rule. Both run on a real PostgreSQL in the tests, after `setup`. */
export interface RuleExample {
  /** What exists before (applied as the baseline). */
  readonly setup: string;
  /** The migrations of the same release that run before either, where the rule asks. */
  readonly earlier?: readonly string[];
  readonly bad: string;
  readonly good: string;
  /** How the team's runner executes the examples; `wrapped` unless said. */
  readonly transaction?: { readonly bad?: 'wrapped' | 'none'; readonly good?: 'wrapped' | 'none' };
  /** The layout that both stand in, where the rule asks; Flyway unless said. */
  readonly layout?: LayoutName;
  /** Their down scripts, where the rule asks. */
  readonly down?: { readonly bad?: string; readonly good?: string };
  /** SQLSTATE with which `bad` fails on a server, when failing is the hazard. */
  readonly fails?: string;
  /** Major version from which both can be run, when they need a newer one than 15. */
  readonly minServer?: number;
  /** As a team would set them in lockgate.yml, when the default options show nothing. */
  readonly options?: Readonly<Record<string, OptionInput>>;
}

/**
 * A sentence about each option ends in `about`; `default` holds when a team sets nothing. A `pattern` is a regular expression (RE2) that
 * must match the whole name; null = anything goes.
 */
export type OptionSpec = { readonly about: string } & (
  | { readonly type: 'integer'; readonly default: number; readonly min: number }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'pattern'; readonly default: string | null }
  | { readonly type: 'texts'; readonly default: readonly string[] }
);
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
/** A team's regular expression, ready to be matched with a whole text. */
export interface Pattern {
  /** As the team wrote it. */
  readonly source: string;
  test(text: string): boolean;
}

/** As it stands in lockgate.yml. */
export type OptionInput = number | boolean | string | null | readonly string[];

type OptionValue<S extends OptionSpec> = S['type'] extends 'integer'
  ? number
  : S['type'] extends 'boolean'
    ? boolean
    : S['type'] extends 'pattern'
      ? Pattern | null
      : readonly string[];
/** What `check` gets: every option of the rule, checked and with its default. */
export type OptionValues<O extends OptionSpecs = OptionSpecs> = { readonly [Name in keyof O]: OptionValue<O[Name]> };

/** Sets of rules, each with those before it: what every team wants, what a careful team wants, and house policies. */
export type Preset = 'recommended' | 'strict' | 'policy';

/** One hazard. `on` lists the kinds of change that `check` is called with. */
export interface Rule<K extends ChangeKind = ChangeKind, O extends OptionSpecs = OptionSpecs> {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  /** One line: what is caught. */
  readonly title: string;
  /** Why it hurts: who waits for what, or what is lost. */
  readonly why: string;
  /** The safe way, step by step. */
  readonly instead: string;
  /** When it is fine, and version gates. */
  readonly fineWhen?: string;
  /** `indexLock`: on indexes, where that stops more than `lock` does: planning a query locks all indexes of its tables. */
  readonly claims?: { readonly lock: LockMode; readonly work: Work; readonly indexLock?: LockMode };
  /** The first preset that it is part of; `recommended` unless said. */
  readonly preset?: Exclude<Preset, 'recommended'>;
  readonly options?: O;
  /** Where its facts come from, one at least: addresses of the manual and the like, or a page of ours (`docs/…`). */
  readonly sources: readonly [string, ...string[]];
  readonly example: RuleExample;
  /** Which direction's scripts it reads; `up` unless said. */
  readonly directions?: readonly Direction[];
  readonly on: readonly K[];
  check(change: ChangeOf<K>, context: RuleContext, options: OptionValues<O>): Hit | readonly Hit[] | undefined;
}

/** Documentation of a finding that no reading rule makes: it comes from files, git, or the run on a server. */
export interface Notice {
  readonly id: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly instead: string;
  /** When it is fine, if ever. */
  readonly fineWhen?: string;
  /** As for a rule. */
  readonly sources: readonly [string, ...string[]];
}

export interface Reason {
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
}

export interface Verdict {
  readonly outcome: 'pass' | 'warn' | 'block';
  readonly reasons: readonly Reason[];
}
