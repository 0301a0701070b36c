import { describe, expect, it } from 'vitest';
import { compareCase, readRecorded } from './collector-oracle.ts';
import { corpusNames, readCorpus } from './corpus.ts';

describe.each(corpusNames())('as the real collector does: %s', (file) => {
  const recorded = readRecorded(file);

  it.for(readCorpus(file))('$name', async (each) => {
    const theirs = recorded[each.name];
    if (theirs === undefined) throw new Error('not recorded yet: npm run oracle -- collector --record');
    const found = await compareCase(each, theirs);
    if (each.differs === undefined) expect(found).toEqual([]);
    else expect(found).not.toEqual([]);
  });
});
