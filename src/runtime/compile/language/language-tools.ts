/** The page's end of the language service. */
import { typesIndex } from 'virtual:lab-types';
import type { LabFiles } from '../../lab-runtime.ts';
import type {
  ChangedFiles,
  LanguageAnswer,
  LanguageAnswers,
  LanguageQuestion,
  LanguageRequest,
} from './messages.ts';

interface Pending {
  readonly kind: LanguageQuestion['kind'];
  resolve(answer: LanguageAnswers[keyof LanguageAnswers]): void;
}

/** How long after a failure nothing is tried, in ms: without a network every key would ask again. */
const REST_MS = 5_000;

/**
 * Starts a worker of its own on first use — the compiler's script, already in the cache. Of its own because TypeScript
 * can't be interrupted: the first look at a lab takes a second or more, and a Run must not wait behind it.
 */
export class LanguageTools {
  readonly #filesNow: () => LabFiles;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #known: LabFiles = {};
  #nextId = 1;
  #restUntil = 0;

  /** `files` gives the lab's files as they are at that moment; what changed is told with every question. */
  constructor(files: () => LabFiles) {
    this.#filesNow = files;
  }

  /** Loads compiler and declarations, so that the first question finds them there. */
  warm(): void {
    this.#start();
  }

  /**
   * `undefined` when there is nothing to say, when the files change before the answer, when the same is asked anew, and
   * while the service can't be had: the editor works without it. `signal` takes the question back.
   */
  ask<Question extends LanguageQuestion>(
    question: Question,
    signal?: AbortSignal,
  ): Promise<LanguageAnswers[Question['kind']] | undefined> {
    const worker = this.#start();
    if (worker === undefined || signal?.aborted) return Promise.resolve(undefined);
    const id = this.#nextId++;
    for (const [asked, { kind }] of this.#pending) if (kind === question.kind) this.#takeBack(asked);
    return new Promise((resolve) => {
      this.#pending.set(id, {
        kind: question.kind,
        resolve: (answer) => resolve(answer as LanguageAnswers[Question['kind']] | undefined),
      });
      signal?.addEventListener('abort', () => this.#takeBack(id));
      this.#send({ language: 'ask', id, changed: this.#changes(), question });
    });
  }

  dispose(): void {
    this.#stop();
    this.#restUntil = Number.POSITIVE_INFINITY;
  }

  #changes(): ChangedFiles {
    const before = this.#known;
    const now = this.#filesNow();
    this.#known = now;
    if (now === before) return {};
    const changed = Object.entries(now).filter(([path, text]) => before[path] !== text);
    const gone = Object.keys(before).filter((path) => now[path] === undefined);
    return Object.fromEntries([...changed, ...gone.map((path) => [path, null] as const)]);
  }

  #takeBack(id: number): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    pending.resolve(undefined);
    this.#send({ language: 'drop', id });
  }

  #send(request: LanguageRequest): void {
    this.#worker?.postMessage(request);
  }

  #start(): Worker | undefined {
    if (this.#worker !== undefined) return this.#worker;
    if (performance.now() < this.#restUntil) return undefined;
    const worker = new Worker(new URL('../compile-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lab language service',
    });
    worker.onmessage = ({ data }: MessageEvent<LanguageAnswer>) => {
      if ('failure' in data && data.id === 0) return this.#stop();
      const pending = this.#pending.get(data.id);
      this.#pending.delete(data.id);
      pending?.resolve('answer' in data ? data.answer : undefined);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#stop();
    };
    this.#worker = worker;
    this.#known = this.#filesNow();
    this.#send({ language: 'open', types: typesIndex, files: this.#known });
    return worker;
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#restUntil = performance.now() + REST_MS;
    for (const { resolve } of this.#pending.values()) resolve(undefined);
    this.#pending.clear();
  }
}
