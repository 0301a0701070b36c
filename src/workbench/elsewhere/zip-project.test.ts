import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipProject } from './zip-project.ts';

const files = { 'src/main.ts': 'console.log("Grüße, 世界");\n', 'package.json': '{}', 'a/b/c.txt': '' };

test('every file is in a folder of the lab’s name, as it was', () => {
  const unpacked = Object.entries(unzipSync(zipProject('hello', files))).map(
    ([path, bytes]) => [path, strFromU8(bytes)] as const,
  );
  expect(unpacked).toEqual([
    ['hello/a/b/c.txt', ''],
    ['hello/package.json', '{}'],
    ['hello/src/main.ts', files['src/main.ts']],
  ]);
});

test('equal files make equal archives, in whatever order they come', () => {
  const reversed = Object.fromEntries(Object.entries(files).toReversed());
  expect(zipProject('hello', reversed)).toEqual(zipProject('hello', files));
});
