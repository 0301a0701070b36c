/** What TypeScript's language service asks of its surroundings, answered from memory: the lab's files and the packs. */
import ts from 'typescript';
import type { LabFiles } from '../../lab-runtime.ts';
import { LAB_COMPILER_OPTIONS } from '../../types/lab-compiler-options.ts';

const LAB = '/lab';
/** A file that imports every package of the lab, so that what they export can be offered before it is imported. */
const PACKAGES = '/packages.d.mts';

export class LabLanguageHost implements ts.LanguageServiceHost {
  readonly #texts = new Map<string, { readonly text: string; readonly version: number }>();
  readonly #folders = new Set<string>();
  #version = 0;

  /** Paths as TypeScript sees the lab's. */
  static pathOf(labFile: string): string {
    return `${LAB}/${labFile}`;
  }

  /** Adds or replaces files by absolute path. */
  add(files: Readonly<Record<string, string>>): void {
    this.#version++;
    for (const [path, text] of Object.entries(files)) {
      if (this.#texts.get(path)?.text === text) continue;
      this.#texts.set(path, { text, version: this.#version });
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        this.#folders.add(path.slice(0, end));
      }
    }
  }

  /** The lab's files as they are now; those not named are gone. */
  setLabFiles(files: LabFiles): void {
    for (const path of this.#texts.keys()) {
      if (path.startsWith(`${LAB}/`) && files[path.slice(LAB.length + 1)] === undefined)
        this.#texts.delete(path);
    }
    this.add(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [LabLanguageHost.pathOf(path), text])),
    );
  }

  setPackages(entries: readonly string[]): void {
    this.add({ [PACKAGES]: entries.map((entry) => `import ${JSON.stringify(entry)};\n`).join('') });
  }

  getProjectVersion = (): string => String(this.#version);
  getCompilationSettings = (): ts.CompilerOptions => LAB_COMPILER_OPTIONS;
  getCurrentDirectory = (): string => LAB;
  getDefaultLibFileName = (): string => '/lib/lib.d.ts';
  getScriptFileNames = (): string[] => [
    ...[...this.#texts.keys()].filter((path) => path.startsWith(`${LAB}/`) && /\.m?[jt]s$/.test(path)),
    ...(this.#texts.has(PACKAGES) ? [PACKAGES] : []),
  ];
  getScriptVersion = (path: string): string => String(this.#texts.get(path)?.version ?? 0);
  getScriptSnapshot = (path: string): ts.IScriptSnapshot | undefined => {
    const text = this.#texts.get(path)?.text;
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  };
  fileExists = (path: string): boolean => this.#texts.has(path);
  readFile = (path: string): string | undefined => this.#texts.get(path)?.text;
  directoryExists = (path: string): boolean => path === '/' || this.#folders.has(path.replace(/\/$/, ''));
  getDirectories = (path: string): string[] => {
    const parent = path.endsWith('/') ? path : `${path}/`;
    const names = [...this.#folders].filter((folder) => folder.startsWith(parent));
    return [...new Set(names.map((folder) => folder.slice(parent.length).split('/')[0] ?? ''))];
  };
  /** Files directly in the folder: TypeScript asks when it completes a path. */
  readDirectory = (path: string, extensions?: readonly string[]): string[] => {
    const parent = path.endsWith('/') ? path : `${path}/`;
    return [...this.#texts.keys()].filter(
      (file) =>
        file.startsWith(parent) &&
        !file.slice(parent.length).includes('/') &&
        (extensions === undefined || extensions.some((extension) => file.endsWith(extension))),
    );
  };
}
