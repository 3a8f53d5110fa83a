// Situations after which the catalogue that is folded from the text is not the one that a server has, and why.

const byQuery = 'the statement is put together by code at run time';

export const knownCatalogDifferences: Readonly<Record<string, string>> = {
  'bounds-hash-satisfied': byQuery,
  'names-if-exists-missing':
    'ALTER TABLE IF EXISTS of a table that no migration made: whether it is there is not known',
  'release-if-exists-of-dropped': 'as names-if-exists-missing',
  'detach-concurrently': 'it leaves a CHECK that repeats the bounds, which are not read',
  'names-new-schema-authorization': 'what CREATE SCHEMA makes inside itself is not read',
  'alter-policy': 'what ALTER POLICY says is not read',
  'release-do-not-reached': 'a branch of code is taken for run',
  'types-typed-table-of': 'ALTER TABLE … OF is not read',
  'types-partitioned-index-attached-varchar-grows':
    'an index that a type change builds anew gets the name that PostgreSQL makes',
  'names-partitioned-unlogged': 'UNLOGGED means nothing for a partitioned table before 18',
  'keys-foreign-key-on-partitioned-one-partition-has-it-not-valid':
    'whether a foreign key NOT VALID of a partition is taken for its part depends on the version',
};
