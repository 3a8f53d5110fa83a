// The endpoints of the stand-in: what each takes, does and answers.
import * as v from 'valibot';
import { bodySchema, reviewSchema, whyRefused } from './reviews.ts';
import type { Account, FileOfPull, IssueCommentRow, Pull, ReviewCommentRow, State } from './state.ts';

export interface Call {
  readonly state: State;
  readonly account: Account;
  readonly origin: string;
  readonly parameters: readonly string[];
  readonly body: unknown;
}

export type Reply =
  | { readonly status: number; readonly json: unknown }
  /** A list, of which the server answers one page. */
  | { readonly list: readonly unknown[] };

interface Route {
  readonly method: string;
  /** Below the repository's path when it begins with a name, from the root when it begins with "/". */
  readonly path: RegExp;
  readonly answer: (call: Call) => Reply;
}

export function refusal(status: number, message: string, errors?: readonly string[]): Reply {
  return {
    status,
    json: { message, ...(errors ? { errors } : {}), documentation_url: 'https://docs.github.com/rest' },
  };
}

const notFound = refusal(404, 'Not Found');
const noRight = refusal(403, 'Resource not accessible by integration');
const commentEdit = v.strictObject({ body: bodySchema });

export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/user$/,
    answer: ({ account }) => (account.mayAskUser ? ok(userJson(account)) : noRight),
  },
  { method: 'POST', path: /^\/graphql$/, answer: viewer },
  { method: 'GET', path: /^pulls\/(\d+)$/, answer: withPull(({ state }, pull) => ok(pullJson(state, pull))) },
  { method: 'GET', path: /^pulls\/(\d+)\/files$/, answer: withPull((_, pull) => ({ list: pull.files.map(fileJson) })) },
  {
    method: 'GET',
    path: /^pulls\/(\d+)\/comments$/,
    answer: withPull((call, pull) => ({ list: pull.comments.map((row) => reviewCommentJson(call, pull, row)) })),
  },
  { method: 'POST', path: /^pulls\/(\d+)\/reviews$/, answer: withPull(writing(createReview)) },
  {
    method: 'PATCH',
    path: /^pulls\/comments\/(\d+)$/,
    answer: (call) =>
      edit(
        call,
        (pull) => pull.comments,
        (pull, row) => reviewCommentJson(call, pull, row),
      ),
  },
  {
    method: 'DELETE',
    path: /^pulls\/comments\/(\d+)$/,
    answer: (call) => remove(call, (pull) => pull.comments),
  },
  {
    method: 'GET',
    path: /^issues\/(\d+)\/comments$/,
    answer: withPull((call, pull) => ({ list: pull.issueComments.map((row) => issueCommentJson(call, pull, row)) })),
  },
  { method: 'POST', path: /^issues\/(\d+)\/comments$/, answer: withPull(writing(createIssueComment)) },
  {
    method: 'PATCH',
    path: /^issues\/comments\/(\d+)$/,
    answer: (call) =>
      edit(
        call,
        (pull) => pull.issueComments,
        (pull, row) => issueCommentJson(call, pull, row),
      ),
  },
  {
    method: 'DELETE',
    path: /^issues\/comments\/(\d+)$/,
    answer: (call) => remove(call, (pull) => pull.issueComments),
  },
  {
    method: 'GET',
    path: /^compare\/(.+)$/,
    answer: ({ state, parameters: [basehead = ''] }) => {
      const sha = state.mergeBases.get(decodeURIComponent(basehead));
      return sha === undefined ? notFound : ok({ merge_base_commit: { sha }, commits: [], files: [] });
    },
  },
];

function fileJson({ patch, large, ...file }: FileOfPull) {
  return large === true || patch === undefined ? file : { ...file, patch };
}

function ok(json: unknown): Reply {
  return { status: 200, json };
}

function withPull(answer: (call: Call, pull: Pull) => Reply): (call: Call) => Reply {
  return (call) => {
    const pull = call.state.pulls.get(Number(call.parameters[0]));
    return pull === undefined ? notFound : answer(call, pull);
  };
}

function writing(answer: (call: Call, pull: Pull) => Reply): (call: Call, pull: Pull) => Reply {
  return (call, pull) => (call.account.mayWrite ? answer(call, pull) : noRight);
}

function viewer({ account, body }: Call): Reply {
  const query = v.safeParse(v.object({ query: v.string() }), body);
  if (!query.success || !/^query\s*\{\s*viewer\s*\{\s*login\s*\}\s*\}$/.test(query.output.query)) {
    return ok({ errors: [{ message: 'The stand-in answers only who the viewer is.' }] });
  }
  return ok({ data: { viewer: { login: account.login } } });
}

function createReview({ state, account, body }: Call, pull: Pull): Reply {
  const review = v.safeParse(reviewSchema, body);
  if (!review.success) return invalid(review.issues);
  const why = whyRefused(pull, review.output);
  // GitHub doesn't say which comment it means.
  if (why !== undefined) return refusal(422, 'Unprocessable Entity', [why]);
  const id = state.nextId++;
  pull.reviews.push({ id, body: review.output.body, comments: review.output.comments.length });
  for (const { path, body: text, line, start_line } of review.output.comments) {
    pull.comments.push({ id: state.nextId++, author: account, path, body: text, line, start_line: start_line ?? null });
  }
  return ok({ id, state: 'COMMENTED', body: review.output.body });
}

function createIssueComment(call: Call, pull: Pull): Reply {
  const parsed = v.safeParse(commentEdit, call.body);
  if (!parsed.success) return invalid(parsed.issues);
  const row: IssueCommentRow = { id: call.state.nextId++, author: call.account, body: parsed.output.body };
  pull.issueComments.push(row);
  return { status: 201, json: issueCommentJson(call, pull, row) };
}

function edit<Row extends { readonly id: number; readonly author: Account; body: string }>(
  { state, account, parameters, body }: Call,
  rowsOf: (pull: Pull) => Row[],
  json: (pull: Pull, row: Row) => unknown,
): Reply {
  for (const pull of state.pulls.values()) {
    const row = rowsOf(pull).find(({ id }) => id === Number(parameters[0]));
    if (row === undefined) continue;
    if (!account.mayWrite || row.author.login !== account.login) return noRight;
    const parsed = v.safeParse(commentEdit, body);
    if (!parsed.success) return invalid(parsed.issues);
    row.body = parsed.output.body;
    return ok(json(pull, row));
  }
  return notFound;
}

/** GitHub deletes the comments of an account for that account; replies to a deleted comment stay. */
function remove<Row extends { readonly id: number; readonly author: Account }>(
  { state, account, parameters }: Call,
  rowsOf: (pull: Pull) => Row[],
): Reply {
  for (const pull of state.pulls.values()) {
    const rows = rowsOf(pull);
    const at = rows.findIndex(({ id }) => id === Number(parameters[0]));
    const row = rows[at];
    if (row === undefined) continue;
    if (!account.mayWrite || account.mayDelete === false || row.author.login !== account.login) return noRight;
    rows.splice(at, 1);
    return { status: 204, json: null };
  }
  return notFound;
}

function invalid(issues: readonly v.BaseIssue<unknown>[]): Reply {
  return refusal(
    422,
    'Validation Failed',
    issues.map((issue) => `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`),
  );
}

function userJson({ login, type }: Account) {
  return { login, type, id: 1 };
}

function pullJson({ repository }: State, pull: Pull) {
  const head = pull.headRepository === null ? null : { full_name: pull.headRepository };
  return {
    number: pull.number,
    state: 'open',
    head: { sha: pull.headSha, ref: 'topic', repo: head },
    base: { sha: pull.baseSha, ref: 'main', repo: { full_name: repository } },
  };
}

function reviewCommentJson({ state, origin }: Call, pull: Pull, row: ReviewCommentRow) {
  const { author, ...rest } = row;
  const html_url = `${origin}/${state.repository}/pull/${pull.number}#discussion_r${row.id}`;
  return { ...rest, user: userJson(author), html_url };
}

function issueCommentJson({ state, origin }: Call, pull: Pull, { id, body, author }: IssueCommentRow) {
  const html_url = `${origin}/${state.repository}/pull/${pull.number}#issuecomment-${id}`;
  return { id, body, user: userJson(author), html_url };
}
