// The SCRAM-SHA-256 verifier of a password: what CREATE ROLE is given, so that the password itself never stands in a statement.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const iterations = 4096;

/**
 * As PostgreSQL stores it (manual, 53.8): `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`. Everybody with pg_monitor reads running
 * statements in pg_stat_activity. For passwords in ASCII, which need no SASLprep.
 */
export function passwordVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
