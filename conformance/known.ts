// Where our reading is known to differ from the server, by situation, and why. One that no longer differs fails the test.
export const knownDisagreements: Readonly<Record<string, string>> = {
  'type-timestamp-to-timestamptz-unsaid':
    'the files do not say the TimeZone of the session; the finding says "unless it is UTC", and a run on a server withdraws it',
};
