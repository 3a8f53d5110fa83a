// A deployer in a process of its own, so that a test can freeze it: URL, layout's files and settings come as JSON on the command line.
import { apply } from '../../src/deploy.ts';
import { loadParser } from '../../src/sql/script.ts';
import { targetConnection } from '../../src/target-connection.ts';
import { deployment, quick, request } from './deployment.ts';

const { url, files, abandonMs } = JSON.parse(process.argv[2] ?? '{}');
await loadParser();
const { connect } = targetConnection({ url, settings: {}, applicationName: 'frozen' });
const { ports } = deployment(connect, (event) => {
  if (event.kind === 'statement-start') process.stdout.write(`> ${event.statement.text}\n`);
});
const settings = { ...quick, lockWaitMs: 30_000, abandonMs };
const outcome = await apply(request('flyway', files, { settings }), ports);
process.stdout.write(`${outcome.kind}\n`);
if (outcome.kind === 'stopped') process.stdout.write(`${outcome.reason.message}\n`);
process.exitCode = outcome.kind === 'stopped' ? 1 : 0;
