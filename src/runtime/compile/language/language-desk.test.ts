import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabFiles } from '../../lab-runtime.ts';
import { typesPackFiles } from '../../types/build-types-packs.ts';
import type { TypesIndex, TypesPack } from '../../types/types-pack.ts';
import { LanguageDesk } from './language-desk.ts';
import type { LanguageAnswer, LanguageQuestion } from './messages.ts';
import { typesOfLab } from './types-of-lab.ts';

const MAIN = 'src/main.ts';
const problems: LanguageQuestion = { kind: 'problems', path: MAIN };

/** A desk on the real declarations, and what it answered, in order. */
async function openDesk(text: string, load = readPack) {
  const answers: LanguageAnswer[] = [];
  const desk = new LanguageDesk((answer) => answers.push(answer), load);
  desk.receive({ language: 'open', types: await typesPackFiles(), files: lab(text) });
  const ask = (id: number, question: LanguageQuestion, changed = {}): void =>
    desk.receive({ language: 'ask', id, question, changed });
  const answered = (count: number) => expect.poll(() => answers.length, { timeout: 20_000 }).toBe(count);
  return { desk, answers, ask, answered };
}

const readPack = async (path: string): Promise<TypesPack> =>
  JSON.parse(readFileSync(path, 'utf8')) as TypesPack;
const lab = (text: string): LabFiles => ({
  'package.json': '{"type":"module","dependencies":{}}',
  [MAIN]: text,
});

describe('the desk of the language service', () => {
  it('answers on the files as the question brings them', async () => {
    const { answers, ask, answered } = await openDesk('export const one: string = 1;');
    ask(1, problems);
    await answered(1);
    expect(answers[0]).toMatchObject({ id: 1, answer: [{ code: 'TS2322' }] });
    ask(2, problems, { [MAIN]: "export const one: string = '1';" });
    await answered(2);
    expect(answers[1]).toEqual({ id: 2, answer: [] });
  });

  it('answers with nothing what was asked about files that have changed meanwhile', async () => {
    const { answers, ask, answered } = await openDesk('export const one: string = 1;');
    ask(1, problems);
    ask(2, { kind: 'hover', path: MAIN, offset: 14 }, { [MAIN]: 'export const one = 1;' });
    await answered(2);
    expect(answers).toContainEqual({ id: 1, answer: undefined });
    expect(answers).toContainEqual({ id: 2, answer: expect.objectContaining({ signature: 'const one: 1' }) });
  });

  it('answers what the hands wait for before the problems, whatever was asked first', async () => {
    const { answers, ask, answered } = await openDesk('export const one = 1; one.');
    ask(1, problems);
    ask(2, { kind: 'completions', path: MAIN, offset: 26 });
    await answered(2);
    expect(answers.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('does not answer what was taken back', async () => {
    const { answers, desk, ask, answered } = await openDesk('export const one = 1;');
    ask(1, problems);
    ask(2, problems);
    desk.receive({ language: 'drop', id: 1 });
    await answered(1);
    expect(answers.map(({ id }) => id)).toEqual([2]);
  });

  it('forgets removed files and fetches packages that package.json comes to name', async () => {
    const { answers, ask, answered } = await openDesk("import { a } from './a.ts';\na;\n");
    ask(1, problems, { 'src/a.ts': 'export const a = 1;' });
    await answered(1);
    ask(2, problems, { 'src/a.ts': null });
    await answered(2);
    const text = "import { trace } from '@opentelemetry/api';\ntrace.getTracer('a').startSpan('b').end();\n";
    ask(3, problems, { [MAIN]: text });
    await answered(3);
    ask(4, problems, { 'package.json': '{"type":"module","dependencies":{"@opentelemetry/api":"1.9.1"}}' });
    await answered(4);
    expect(answers).toMatchObject([
      { id: 1, answer: [] },
      { id: 2, answer: [{ code: 'TS2307' }] },
      { id: 3, answer: [{ code: 'TS2307' }] },
      { id: 4, answer: [] },
    ]);
  });

  it('says that declarations could not be loaded', async () => {
    const { answers, ask, answered } = await openDesk('', () => Promise.reject(new Error('offline')));
    ask(1, problems);
    await answered(1);
    expect(answers).toEqual([{ id: 0, failure: 'offline' }]);
  });
});

describe('typesOfLab', () => {
  const index: TypesIndex = {
    base: 'base',
    sets: {
      '2.x': {
        '@opentelemetry/api': { url: 'api', needs: [] },
        '@opentelemetry/core': { url: 'core', needs: ['@opentelemetry/api'] },
        '@opentelemetry/resources': { url: 'resources', needs: ['@opentelemetry/core'] },
        '@opentelemetry/semantic-conventions': { url: 'semconv', further: 'incubating', needs: [] },
      },
    },
  };
  const urls = (dependencies: Record<string, string>, source = '') =>
    typesOfLab({ 'package.json': JSON.stringify({ dependencies }), [MAIN]: source }, index);

  it('is the base, the packages asked for, and those they need', () => {
    expect(urls({ '@opentelemetry/resources': '2.12.0' })).toEqual(['base', 'resources', 'core', 'api']);
  });

  it('has the further entries of a package once a file names one', () => {
    const semconv = { '@opentelemetry/semantic-conventions': '1.45.0' };
    expect(urls(semconv)).toEqual(['base', 'semconv']);
    const source = "import { ATTR_DB_USER } from '@opentelemetry/semantic-conventions/incubating';";
    expect(urls(semconv, source)).toEqual(['base', 'semconv', 'incubating']);
  });
});
