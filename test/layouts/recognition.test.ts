// Which layout a directory has.
import { describe, expect, it } from 'vitest';
import { layoutNamed, layouts, recogniseLayout } from '../../src/layouts/index.ts';

const nameOf = (...paths: readonly string[]) => {
  const found = recogniseLayout(paths);
  if (found.kind === 'recognised') return found.layout.name;
  return found.kind === 'ambiguous' ? found.candidates.map(({ name }) => name) : found.kind;
};

describe('recogniseLayout', () => {
  it('knows each layout by its names', () => {
    expect(nameOf('V1__a.sql', 'sub/V2__b.SQL', 'R__views.sql')).toBe('flyway');
    expect(nameOf('2024-01-01-000000_a/up.sql', '2024-01-01-000000_a/down.sql')).toBe('diesel');
    expect(nameOf('1_a.up.sql', '1_a.down.sql')).toBe('golang-migrate');
  });

  it('knows none in what belongs to none', () => {
    expect(nameOf()).toBe('unknown');
    expect(nameOf('schema.sql', 'README.md', 'Views.sql', 'R.sql', 'up.sql', 'a/b/up.sql', '01/01_a.up.sql')).toBe(
      'unknown',
    );
  });

  it('goes with the majority, and says when there is none', () => {
    expect(nameOf('V1__a.sql', '1_a.up.sql', '1_a.down.sql')).toBe('golang-migrate');
    expect(nameOf('V1__a.sql', '1_a.up.sql')).toEqual(['flyway', 'golang-migrate']);
  });
});

it('finds a layout by name', () => {
  for (const layout of layouts) expect(layoutNamed(layout.name)).toBe(layout);
  expect(layoutNamed('rails')).toBeUndefined();
});
