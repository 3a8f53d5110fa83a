// Tests: pure ones beside real ones; those in test/live and test/packed start their own servers on loopback.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: a PostgreSQL and a bundle in a child process fill them.
    maxWorkers: 2,
  },
});
