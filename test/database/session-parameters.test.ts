// Parameters of a target's URL that say where a session works.
import { expect, it } from 'vitest';
import { sessionParameters } from '../../src/database/session-parameters.ts';

const settings = (query: string, options?: string) =>
  sessionParameters(`postgres://u:p%3F@h/d?${query}`, options).settings;

it.each<[string, Readonly<Record<string, string>>]>([
  ['options=-csearch_path=app', { search_path: 'app' }],
  ['options=-c%20search_path%3Da,b%20--role=x', { search_path: 'a,b', role: 'x' }],
  ['options=-c+search_path=%22A%5C+b%22', { search_path: '"A b"' }],
  ['search_path=app,public', { search_path: 'app,public' }],
  ['currentSchema=app', { search_path: 'app' }],
  ['role=owner&sslmode=require&application_name=x&pgbouncer=true', { role: 'owner' }],
  ['target_session_attrs=read-write&client_encoding=UTF8', {}],
])('honours %s', (query, expected) => {
  expect(settings(query)).toEqual(expected);
});

it('takes PGOPTIONS, and the URL over them', () => {
  expect(settings('', '-c search_path=env')).toEqual({ search_path: 'env' });
  expect(settings('options=-csearch_path=url', '-c search_path=env')).toEqual({ search_path: 'url' });
  expect(sessionParameters(undefined, '--default-tablespace=t').settings).toEqual({ default_tablespace: 't' });
});

it('hands the tool its own', () => {
  expect(sessionParameters('postgres://h/d?x-migrations-table=m', undefined).tool).toEqual({
    'x-migrations-table': 'm',
  });
});

it.each(['schema=app', 'options=-E', 'target_session_attrs=standby', 'sslcert=/c', 'new_thing=1'])(
  'refuses %s by name, without its value',
  (query) => {
    const [name = ''] = query.split('=');
    expect(() => settings(query)).toThrow(query.startsWith('options') ? /"-E"/ : name);
  },
);

it('never shows a value', () => {
  expect(() => settings('secret=hunter2&options=--x')).toThrow(/^(?!.*hunter2)/s);
});
