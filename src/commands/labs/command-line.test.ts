import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import { runtimesNamed } from './lab-runtimes.ts';
import { UsageError } from './usage-error.ts';

describe('the command line', () => {
  it('proves all labs in all runtimes when nothing is said', () => {
    expect(parseCommandLine([])).toEqual({ command: 'prove', ids: [], runtime: 'all', json: false });
  });

  it('proves the labs named', () => {
    expect(parseCommandLine(['a', '--runtime', 'node', 'b', '--json'])).toEqual({
      command: 'prove',
      ids: ['a', 'b'],
      runtime: 'node',
      json: true,
    });
  });

  it('runs a folder, in Node unless another runtime is named', () => {
    const run = { command: 'run', folder: 'x', runtime: 'node', config: undefined, out: undefined };
    expect(parseCommandLine(['run', 'x'])).toEqual(run);
    expect(
      parseCommandLine(['run', 'x', '--config', 'c.yaml', '--out', 'o.jsonl', '--runtime=embedded']),
    ).toEqual({
      ...run,
      runtime: 'embedded',
      config: 'c.yaml',
      out: 'o.jsonl',
    });
  });

  it.each([
    [['--nope'], 'nope'],
    [['run'], 'one folder'],
    [['run', 'a', 'b'], 'one folder'],
    [['run', 'a', '--json'], '--json'],
    [['run', 'a', '--runtime', 'all'], 'one runtime'],
    [['a', '--out', 'x'], 'run DIR'],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError);
    expect(() => parseCommandLine(args)).toThrow(message);
  });
});

describe('a runtime', () => {
  it('is one by name, or all of this build', () => {
    expect(runtimesNamed('node')).toEqual(['node']);
    expect(runtimesNamed('all')).toEqual(['node', 'embedded', 'webcontainer']);
  });

  it('that is unknown is refused with the list', () => {
    expect(() => runtimesNamed('deno')).toThrow(
      'Unknown runtime "deno". Available: node, embedded, webcontainer, all',
    );
  });
});
