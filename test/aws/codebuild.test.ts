// Which build holds a lock: asked of a stand-in for CodeBuild on loopback that is strict about the protocol.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { applicationNameOf, describeBuildOf } from '../../src/aws/codebuild.ts';

const own = 'shop-deploy:11111111-2222-3333-4444-555555555555';
const other = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const builds: Record<string, unknown> = {};
let server: Server;
let refuse = false;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { ids?: unknown };
    const signed = /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/eu-central-1\/codebuild\/aws4_request, /.test(
      request.headers.authorization ?? '',
    );
    const wellFormed =
      request.headers['x-amz-target'] === 'CodeBuild_20161006.BatchGetBuilds' && signed && Array.isArray(body.ids);
    response.writeHead(refuse || !wellFormed ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    const ids = (body.ids ?? []) as string[];
    const found = ids.flatMap((id) => builds[id] ?? []);
    response.end(
      JSON.stringify(
        refuse
          ? { __type: 'AccessDeniedException', message: 'no' }
          : { builds: found, buildsNotFound: ids.filter((id) => !(id in builds)) },
      ),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.AWS_ENDPOINT_URL_CODEBUILD = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_REGION = 'eu-central-1';
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(() => {
  refuse = false;
  for (const id of Object.keys(builds)) delete builds[id];
});

it('names sessions by the build, and others plainly', () => {
  expect(applicationNameOf(own)).toBe('lockgate 11111111-2222-3333-4444-555555555555');
  expect(applicationNameOf(undefined)).toBe('lockgate');
  expect(applicationNameOf('not a build')).toBe('lockgate');
});

it('tells a build that runs from one that is over', async () => {
  const id = `shop-deploy:${other}`;
  builds[id] = { id, buildStatus: 'IN_PROGRESS', currentPhase: 'BUILD' };
  expect(await describeBuildOf(`lockgate ${other}`, own)).toBe(`build ${id} is in progress (BUILD)`);
  builds[id] = { id, buildStatus: 'STOPPED', endTime: 1_780_000_000 };
  expect(await describeBuildOf(`lockgate ${other}`, own)).toBe(
    `build ${id} is over (STOPPED since 2026-05-28T20:26:40.000Z), so this session is about to end by itself`,
  );
});

it('says nothing of other programs, of unknown builds, and without the right to ask', async () => {
  expect(await describeBuildOf('flyway', own)).toBeUndefined();
  expect(await describeBuildOf(`lockgate ${other}`, own)).toBeUndefined();
  refuse = true;
  expect(await describeBuildOf(`lockgate ${other}`, own)).toBeUndefined();
});
