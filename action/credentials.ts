// The token for git, handed over in the environment: a command line can be read by every process of the machine.
import type { Environment } from '../src/source/run-git.ts';

/** `inherited` with the token for `serverUrl` alone, as actions/checkout hands it to git (git 2.31 or later). */
export function gitEnvironment(inherited: Environment, serverUrl: string, token: string): Environment {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    ...inherited,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
