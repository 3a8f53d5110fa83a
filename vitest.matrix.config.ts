// The exhaustive tests.
import { defineConfig } from 'vitest/config';
import { base, matrix } from './vitest.base.ts';

export default defineConfig({ test: { ...base, include: matrix } });
