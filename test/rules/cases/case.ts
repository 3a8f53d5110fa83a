// One situation that rules have to judge rightly: run on real servers and compared with what they did.
import type { TransactionMode } from '../../../src/model/migration.ts';
import type { Also } from '../linting.ts';

export interface Case {
  readonly what: string;
  /** Instead of `shop`, what is applied already. */
  readonly setup?: string;
  readonly up: string;
  readonly transaction?: TransactionMode;
  /** Rules that run beside the recommended ones, with their options. */
  readonly also?: Also;
  /** The rules that fire, in order, without `lock-timeout-missing`. */
  readonly rules: readonly string[];
  /** Majors it is run on; 15 and 18 unless said. */
  readonly servers?: readonly (15 | 18)[];
  /** SQLSTATE with which it fails. */
  readonly fails?: string;
  /** Relations on which work is seen that no rule claims, because the text can't tell. */
  readonly unseen?: readonly string[];
  /** Rules whose claim the server refutes: reading alone can't know, and the message says "may". */
  readonly refuted?: readonly string[];
}

/** A line of its own before a statement. */
export const ignore = (rule: string): string => `\n-- lockgate: ignore ${rule} -- meant so\n`;

/** What exists before a case, unless it says otherwise. */
export const shop = `
CREATE TABLE customers (id bigint PRIMARY KEY, email text, name varchar(50));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric(10,2), placed timestamp, note text, code char(4));
CREATE INDEX orders_note_idx ON orders (note);
CREATE TABLE readings (at date NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE readings_2024 PARTITION OF readings FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Mixed Case" ("Id" int, "Name" text);
CREATE SCHEMA archive;
CREATE TABLE archive.orders (id bigint, note text);
INSERT INTO customers VALUES (1, 'a@example.org', 'Ada');
INSERT INTO orders VALUES (1, 1, 10, '2024-05-01', 'first', 'A1');
INSERT INTO archive.orders VALUES (1, 'old');
`;
