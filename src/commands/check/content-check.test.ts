import { describe, expect, it } from 'vitest';
import { learningPaths } from '../../site/curriculum.ts';
import { contentProblems, readLesson } from './content-check.ts';

const frontmatter = [
  'id: "1.2"',
  'title: Your first trace in five minutes',
  'difficulty: 1',
  'buildsOn: ["1.1"]',
  'lab: hello-trace',
];
const parts = '<Quiz question="a" />\n<Quiz question="b" />\n<Sources>\n</Sources>';

function lesson(entry: string, head: readonly string[], body: string) {
  const read = readLesson(entry, `---\n${head.join('\n')}\n---\n${body}`);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('the content check', () => {
  const good = lesson('en/quick-start/02-your-first-trace', frontmatter, parts);

  it('accepts a lesson that agrees with the curriculum', () => {
    expect(contentProblems([good], ['hello-trace'], learningPaths)).toEqual([]);
  });

  it('finds a lab without a folder, and a folder without a lesson', () => {
    expect(contentProblems([good], ['nobody-uses-me'], learningPaths)).toEqual([
      expect.stringContaining('labs/nobody-uses-me'),
      expect.stringContaining('no folder labs/hello-trace'),
    ]);
  });

  it('finds missing parts', () => {
    const bare = lesson('en/quick-start/02-your-first-trace', frontmatter, 'Prose.');
    expect(contentProblems([bare], ['hello-trace'], learningPaths)).toEqual([
      expect.stringContaining('0 quiz questions'),
      expect.stringContaining('no <Sources>'),
    ]);
  });

  it('finds a translation without an original, and a title that differs from the plan', () => {
    const lost = lesson('zh-cn/quick-start/02-your-first-trace', frontmatter, parts);
    expect(contentProblems([lost], ['hello-trace'], learningPaths)).toEqual([
      expect.stringContaining('title is'),
      expect.stringContaining('no English original'),
    ]);
  });

  it('says which file has no readable frontmatter', () => {
    expect(readLesson('en/x/y', 'no head')).toContain('content/en/x/y.mdx');
    expect(readLesson('en/x/y', '---\na: [\n---\n')).toContain('content/en/x/y.mdx');
  });
});
