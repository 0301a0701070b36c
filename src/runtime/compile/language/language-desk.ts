/**
 * The worker's end of the language service: loads declarations, keeps the lab's files, and answers questions one by
 * one, the most pressing first. A question whose files have changed meanwhile is answered with nothing.
 */
import type { LabFiles } from '../../lab-runtime.ts';
import type { TypesIndex, TypesPack } from '../../types/types-pack.ts';
import { LabLanguageService } from './lab-language-service.ts';
import type { LanguageAnswer, LanguageAnswers, LanguageQuestion, LanguageRequest } from './messages.ts';
import { typesOfLab } from './types-of-lab.ts';

interface Waiting {
  readonly id: number;
  readonly question: LanguageQuestion;
  /** Of the files, when it was asked. */
  readonly version: number;
}

/** What the learner waits for with the hands on the keys comes first. */
const ORDER: readonly LanguageQuestion['kind'][] = [
  'completions',
  'detail',
  'signature',
  'hover',
  'problems',
];

export class LanguageDesk {
  readonly #answer: (answer: LanguageAnswer) => void;
  readonly #load: (url: string) => Promise<TypesPack>;
  readonly #service = new LabLanguageService();
  readonly #loaded = new Map<string, Promise<void>>();
  #types: TypesIndex | undefined;
  #files: LabFiles = {};
  #version = 0;
  #waiting: Waiting[] = [];
  #working = false;

  constructor(answer: (answer: LanguageAnswer) => void, load: (url: string) => Promise<TypesPack>) {
    this.#answer = answer;
    this.#load = load;
  }

  receive(request: LanguageRequest): void {
    if (request.language === 'open') {
      this.#types = request.types;
      this.#files = request.files;
      this.#version++;
      void this.#work(true);
    } else if (request.language === 'drop') {
      this.#waiting = this.#waiting.filter(({ id }) => id !== request.id);
    } else {
      const { id, question, changed } = request;
      const entries = Object.entries(changed);
      if (entries.length > 0) {
        const kept = Object.entries({ ...this.#files, ...changed });
        this.#files = Object.fromEntries(
          kept.flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
        );
        this.#version++;
      }
      this.#waiting.push({ id, question, version: this.#version });
      void this.#work(false);
    }
  }

  async #work(warm: boolean): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      if (warm) {
        await this.#catchUp();
        this.#warmUp();
      }
      while (this.#waiting.length > 0) {
        await this.#catchUp();
        const next = ORDER.flatMap(
          (kind) => this.#waiting.findLast(({ question }) => question.kind === kind) ?? [],
        )[0];
        if (next === undefined) continue;
        this.#waiting = this.#waiting.filter((each) => each !== next);
        this.#give(next);
        // What came in meanwhile, a newer question or a withdrawal, is to be known before the next.
        await new Promise((resolve) => setTimeout(resolve));
      }
    } catch (error) {
      this.#waiting = [];
      this.#answer({ id: 0, failure: messageOf(error) });
    } finally {
      this.#working = false;
    }
  }

  /** The service knows the files as they are, and the declarations they need. */
  async #catchUp(): Promise<void> {
    const { base = '', sets = {} } = this.#types ?? {};
    const urls = typesOfLab(this.#files, { base, sets });
    await Promise.all(urls.map((url) => this.#loadOnce(url)));
    this.#service.setFiles(this.#files);
  }

  #loadOnce(url: string): Promise<void> {
    const known = this.#loaded.get(url);
    if (known !== undefined) return known;
    const loading = this.#load(url).then(({ files }) => this.#service.addTypes(files));
    this.#loaded.set(url, loading);
    return loading;
  }

  /** The first question makes TypeScript read all declarations; this asks one before the learner does. */
  #warmUp(): void {
    const path = Object.keys(this.#files).find((name) => /\.m?ts$/.test(name));
    if (path !== undefined) this.#service.completions(path, this.#files[path]?.length ?? 0);
  }

  #give({ id, question, version }: Waiting): void {
    if (version !== this.#version) {
      this.#answer({ id, answer: undefined });
      return;
    }
    try {
      this.#answer({ id, answer: this.#ask(question) });
    } catch (error) {
      this.#answer({ id, failure: messageOf(error) });
    }
  }

  #ask(question: LanguageQuestion): LanguageAnswers[keyof LanguageAnswers] {
    if (question.kind === 'problems') return this.#service.problems(question.path);
    const { path, offset } = question;
    if (question.kind === 'detail') return this.#service.detail(path, offset, question.item);
    if (question.kind === 'hover') return this.#service.hover(path, offset);
    if (question.kind === 'signature') return this.#service.signature(path, offset);
    return this.#service.completions(path, offset);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
