import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { components } from '../../../collector/components/components.ts';
import { documentedKeys } from './collector-oracle.ts';
import { keyDifferences } from './key-differences.ts';
import { schemaKeys } from './schema-keys.ts';

interface DocumentedKey {
  readonly path: string;
  readonly type: string;
  readonly default?: unknown;
}

type Documented = Readonly<Record<string, Readonly<Record<string, readonly DocumentedKey[]>>>>;

const documented = JSON.parse(readFileSync(documentedKeys, 'utf8')) as Documented;

const ours = (await components.loadAll()).filter((factory) => factory.academyOnly !== true);

test.each(ours.map((factory) => [factory.kind, factory.type, factory] as const))(
  '%s %s knows every key of the real one, with its default',
  (kind, type, factory) => {
    const theirs = documented[kind]?.[type];
    if (theirs === undefined) throw new Error(`the real collector has no ${kind} ${type}`);
    const keys = schemaKeys(factory.schema);
    const known = new Map(keys.map((key) => [key.path, key.default]));
    const covered = (path: string): boolean =>
      known.has(path) || keys.some((key) => key.anything === true && path.startsWith(key.path));
    expect(theirs.filter(({ path }) => !covered(path)).map(({ path }) => path)).toEqual([]);

    const explained = keyDifferences[`${kind} ${type}`] ?? {};
    const differing = theirs
      .filter(
        (key) => known.has(key.path) && JSON.stringify(known.get(key.path)) !== JSON.stringify(key.default),
      )
      .map(({ path }) => path);
    expect(differing.toSorted()).toEqual(Object.keys(explained).toSorted());
  },
);
