// Tests: pure ones beside real ones; many start their own servers on loopback. `npm run test:matrix` has the exhaustive ones.
import { defineConfig } from 'vitest/config';
import { base, matrix } from './vitest.base.ts';

export default defineConfig({ test: { ...base, include: ['test/**/*.test.ts'], exclude: matrix } });
