// How an apply behaves: time limits and patience.
import { abandonedSql } from './abandoned.ts';
import { searchPathSql } from './place.ts';

/** All times in milliseconds. */
export interface ApplySettings {
  /** Longest wait of a statement for a lock, before everything queues behind it. Off for CONCURRENTLY, which blocks nobody. */
  readonly lockTimeoutMs: number;
  /** Longest run of one statement; 0 is no limit. Off for statements that can't run in a transaction (index builds). */
  readonly statementTimeoutMs: number;
  /** How often a transaction that lost the race for a lock is run in all. */
  readonly tries: number;
  /** Pause before the second try; it doubles each time, with jitter. */
  readonly retryDelayMs: number;
  /** How long to wait for another deployer. */
  readonly lockWaitMs: number;
  /** How often a lost connection is made again before giving up. A failover takes 30 to 60 seconds. */
  readonly reconnects: number;
  /** How long to wait at the start for a server that is starting up, recovering or without a free connection. */
  readonly connectWaitMs: number;
  /** Longest wait for an answer to one of Lockgate's own short queries; after it the connection counts as lost. */
  readonly answerMs: number;
  /**
   * After this time without a word from Lockgate (frozen, or its machine gone) the server ends a transaction that it left open, and
   * after four times as long its sessions with their advisory locks. Lockgate itself never pauses that long inside a transaction.
   */
  readonly abandonMs: number;
  /** In front of the search_path; absent = the connection's own. */
  readonly defaultSchema?: string;
}

export const defaultSettings: ApplySettings = {
  lockTimeoutMs: 5_000,
  statementTimeoutMs: 15 * 60_000,
  tries: 5,
  retryDelayMs: 1_000,
  lockWaitMs: 60_000,
  reconnects: 12,
  connectWaitMs: 60_000,
  answerMs: 10_000,
  abandonMs: 15_000,
};

/**
 * SQL that brings the session back to how it was connected, with Lockgate's limits. RESET restores what the connection, the
 * database and the role gave it.
 */
export function sessionSql(settings: ApplySettings): string {
  return [
    'RESET ALL',
    'RESET SESSION AUTHORIZATION',
    'RESET ROLE',
    `SET lock_timeout = ${Math.round(settings.lockTimeoutMs)}`,
    `SET statement_timeout = ${Math.round(settings.statementTimeoutMs)}`,
    abandonedSql(settings),
    ...(settings.defaultSchema === undefined ? [] : [searchPathSql(settings.defaultSchema)]),
  ].join('; ');
}

/** Pause before try number `attempt` (2, 3, …): doubling, at most 30 s, half of it random so that two deployers part. */
export function retryDelay(settings: ApplySettings, attempt: number): number {
  const full = Math.min(settings.retryDelayMs * 2 ** (attempt - 2), 30_000);
  return Math.round(full / 2 + (Math.random() * full) / 2);
}
