// SQL of another database is named; SQL of PostgreSQL with a typo is not.
import { expect, it } from 'vitest';
import { dialectOf } from '../../src/sql/other-dialects.ts';

it.each([
  ['CREATE TABLE `t` (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB', 'MySQL'],
  ['ALTER TABLE t MODIFY COLUMN a INT NOT NULL', 'MySQL'],
  ['CREATE TABLE [dbo].[t] (a int IDENTITY(1,1))', 'SQL Server'],
  ['CREATE TABLE t (a int) DISTSTYLE KEY DISTKEY (a)', 'Redshift'],
  ['ALTER TABLE t ADD COLUM a int', undefined],
  ["INSERT INTO t VALUES ('`quoted`' 2)", undefined],
  ['selec 1', undefined],
])('%s', async (sql, dialect) => {
  expect(await dialectOf(sql)).toBe(dialect);
});
