// What both sets of tests share, and which of them a file belongs to.

export const base = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Two cores: a PostgreSQL and a bundle in a child process fill them.
  maxWorkers: 2,
};

/** Every situation on every server, and every way to freeze, cut and attack a run: `npm test` leaves them out, because all of it has to end within minutes. */
export const matrix = [
  'test/conformance/**/*.test.ts',
  'test/rules/{cases,measured,facts,suggestions,column-suggestions,prechecks,said-of-servers}.test.ts',
  'test/live/**/*.test.ts',
  'test/lint/{losses,nothing-lost}.test.ts',
  'test/prove/{round-trip,linear,extensions,roles,hostile,trace}.test.ts',
  'test/apply/{history-guards,other-histories,pooler,frozen,unanswered,resume}.test.ts',
  'test/packed/{plugin-cut-off,ends,kept-reports,action-set,action-checkout,action-trouble}.test.ts',
  'test/database/sweep.test.ts',
];
