// Notices about ignore comments and the ignores of lockgate.yml.
import { notice } from './define.ts';

const sources = ['docs/configuration.md'] as const;

export const ignoreUnknownRule = notice({
  id: 'ignore-unknown-rule',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore comment names a rule that does not exist.',
  why: 'It ignores nothing, though its author thinks it does.',
  instead: 'Write `-- lockgate: ignore <rule> -- <reason>` with the id that the finding shows.',
  sources,
});

export const ignoreUnreadable = notice({
  id: 'ignore-unreadable',
  category: 'policy',
  severity: 'warning',
  title: 'A comment for Lockgate that cannot be read.',
  why: 'It ignores nothing, though its author thinks it does.',
  instead:
    'Write `-- lockgate: ignore <rule> -- <reason>` or `-- lockgate: ignore <rule> until 2027-01-31 -- <reason>`, with one rule; `ignore-file` is for the whole file.',
  sources,
});

export const ignoreWithoutReason = notice({
  id: 'ignore-without-reason',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore comment without a reason.',
  why: 'The next reader cannot tell whether it still holds. The finding stays.',
  instead: 'Write the reason behind two dashes: `-- lockgate: ignore <rule> -- table has 40 rows`.',
  sources,
});

export const ignoreExpired = notice({
  id: 'ignore-expired',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore whose last day has passed.',
  why: 'Its author wanted it to be looked at again by then. The finding is back.',
  instead: 'Mend what it ignored, or give it a new date and a reason that still holds.',
  sources,
});

export const ignoreUnused = notice({
  id: 'ignore-unused',
  category: 'policy',
  severity: 'warning',
  title: 'An ignore that matches nothing.',
  why: 'It hides the next real finding at its place, or its author thinks that it holds where it does not.',
  instead:
    'Remove it. A comment belongs on a line of its own right before the statement that it is about; in lockgate.yml, paths begin at the root of the repository.',
  sources,
});
