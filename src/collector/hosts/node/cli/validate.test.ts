import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tracesTo } from '../../../testing/requests.ts';
import { parseCommand } from './arguments.ts';
import { validate } from './validate.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function validated(...args: readonly string[]) {
  const command = parseCommand(['validate', ...args]);
  if (command.name !== 'validate') throw new Error(`it is read as ${command.name}`);
  const said: string[] = [];
  const code = await validate(command, (line) => said.push(line));
  return { code, said };
}

describe('collector validate', () => {
  test('joins several sources, --set last', async () => {
    const base = file('base.yaml', tracesTo('nop'));
    const more = file('more.yaml', 'exporters: {debug: }\nservice::pipelines::traces::exporters: [debug]\n');
    expect(await validated('--config', base, '--config', `file:${more}`)).toEqual({ code: 0, said: [] });
    expect(await validated('--set', 'processors.batch.timeout=-1s', '--config', base)).toEqual({
      code: 1,
      said: [
        'Error: processors::batch: timeout must be greater or equal to 0',
        'Where: yaml:processors::batch::timeout: -1s:1:1: processors::batch: timeout must be greater or equal to 0',
      ],
    });
  });

  test('says in which of several files an error is', async () => {
    const base = file('base.yaml', tracesTo('nop'));
    const over = file('over.yaml', '\nservice:\n  pipelines:\n    traces: {exporters: [nope]}\n');
    const { said } = await validated('--config', base, '--config', over);
    expect(said).toEqual([
      'Error: service::pipelines::traces: references exporter "nope" which is not configured',
      `Where: ${over}:4:26: service::pipelines::traces: references exporter "nope" which is not configured`,
    ]);
  });

  test('takes feature gates', async () => {
    const profiles = file('p.yaml', tracesTo('nop').replace('traces:', 'profiles:').replace('[batch]', '[]'));
    expect(await validated('--config', profiles)).toMatchObject({ code: 1 });
    expect(await validated('--config', profiles, '--feature-gates', 'service.profilesSupport')).toEqual({
      code: 0,
      said: [],
    });
    await expect(validated('--config', profiles, '--feature-gates', 'nope')).rejects.toThrow(
      'invalid argument "nope" for "--feature-gates" flag: no such feature gate "nope"',
    );
  });

  test('--set needs an equal sign', () => {
    expect(() => parseCommand(['validate', '--config', 'c', '--set', 'a.b'])).toThrow(
      'invalid argument "a.b" for "--set" flag: missing equal sign',
    );
  });
});
