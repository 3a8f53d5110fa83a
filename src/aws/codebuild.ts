// AWS CodeBuild: what became of another build that holds a lock. The SDK is loaded only when this is used.

/** `project:uuid`, as CODEBUILD_BUILD_ID has it. */
const buildId = /^([A-Za-z0-9][\w-]*):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * The application_name of a build's sessions: `lockgate <uuid>`, by which another build of the project finds it. The project's name is left out, because
 * PostgreSQL cuts the name at 63 bytes.
 */
export function applicationNameOf(id: string | undefined): string {
  const uuid = buildId.exec(id ?? '')?.[2];
  return uuid === undefined ? 'lockgate' : `lockgate ${uuid}`;
}

/** Milliseconds to wait for the service: this only adds a line to a log. */
const patience = 3_000;

/**
 * One line on the build whose sessions have this application_name, in the project of our own build; undefined when it is none, or when CodeBuild can't be asked
 * (no right to codebuild:BatchGetBuilds, no endpoint in the VPC).
 */
export async function describeBuildOf(application: string, ownBuildId: string): Promise<string | undefined> {
  const uuid = /^lockgate ([0-9a-f-]{36})$/.exec(application)?.[1];
  const project = buildId.exec(ownBuildId)?.[1];
  if (uuid === undefined || project === undefined) return undefined;
  const id = `${project}:${uuid}`;
  try {
    const { BatchGetBuildsCommand, CodeBuildClient } = await import('@aws-sdk/client-codebuild');
    const client = new CodeBuildClient({
      maxAttempts: 1,
      requestHandler: { connectionTimeout: patience, requestTimeout: patience },
    });
    const { builds } = await client.send(new BatchGetBuildsCommand({ ids: [id] })).finally(() => client.destroy());
    const build = builds?.[0];
    if (build?.buildStatus === undefined) return undefined;
    if (build.buildStatus === 'IN_PROGRESS')
      return `build ${id} is in progress (${build.currentPhase ?? 'phase unknown'})`;
    const ended = build.endTime === undefined ? '' : ` since ${build.endTime.toISOString()}`;
    return `build ${id} is over (${build.buildStatus}${ended}), so this session is about to end by itself`;
  } catch {
    return undefined;
  }
}
