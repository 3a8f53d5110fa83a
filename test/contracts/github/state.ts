// What the stand-in for GitHub knows: accounts, one repository, pull requests and their comments.

export interface Account {
  readonly login: string;
  readonly type: 'User' | 'Bot';
  /** Installation tokens and a workflow's own token may not ask GET /user. */
  readonly mayAskUser: boolean;
  /** False for the token of a workflow on a fork's pull request. */
  readonly mayWrite: boolean;
  /** False for an account that may write but not delete; true unless said. */
  readonly mayDelete?: boolean;
}

export interface FileOfPull {
  readonly filename: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly patch?: string;
  /** GitHub knows the patch, but leaves it out of its list, as for large files. */
  readonly large?: boolean;
}

export interface ReviewCommentRow {
  readonly id: number;
  readonly author: Account;
  readonly path: string;
  body: string;
  /** Null when the lines are no longer in the diff. */
  line: number | null;
  start_line: number | null;
  readonly in_reply_to_id?: number;
}

export interface IssueCommentRow {
  readonly id: number;
  readonly author: Account;
  body: string;
}

export interface Pull {
  readonly number: number;
  headSha: string;
  readonly baseSha: string;
  headRepository: string | null;
  files: FileOfPull[];
  readonly comments: ReviewCommentRow[];
  readonly issueComments: IssueCommentRow[];
  readonly reviews: { readonly id: number; readonly body: string; readonly comments: number }[];
}

/** An answer given instead of the real one, `times` times, to requests whose "METHOD path" matches. */
export interface Fault {
  readonly on: RegExp;
  times: number;
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request does its work first, and only the answer is lost. */
  readonly afterWork?: boolean;
  /** There is no answer at all, until the connection is closed. */
  readonly hangs?: boolean;
}

export interface State {
  readonly repository: string;
  readonly tokens: Map<string, Account>;
  readonly pulls: Map<number, Pull>;
  /** Merge bases by `base...head`. */
  readonly mergeBases: Map<string, string>;
  faults: Fault[];
  /** "METHOD path" of every request, in order. */
  readonly requests: string[];
  nextId: number;
}
