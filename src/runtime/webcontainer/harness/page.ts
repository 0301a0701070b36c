/** The page in Chromium: a WebContainer runtime that Node drives. */
import { driveRuntime } from '../../embedded/harness/drive-runtime.ts';
import { BootError, type BootFailure } from '../boot/boot-failure.ts';
import type { BootLimits } from '../boot/boot-limits.ts';
import type { Shell } from '../shell.ts';
import { type ContainerStatus, WebContainerRuntime } from '../webcontainer-runtime.ts';

/** What tests ask of the runtime beyond `LabRuntime`. */
export interface WebContainerHarness {
  readonly statuses: ContainerStatus[];
  /** The failure, or `undefined` when it booted. */
  boot(): Promise<BootFailure | undefined>;
  retry(): Promise<BootFailure | undefined>;
  restart(): Promise<BootFailure | undefined>;
  openShell(files: Readonly<Record<string, string>>): Promise<void>;
  readonly shellOutput: string;
  typeInShell(text: string): void;
  resizeShell(cols: number, rows: number): void;
  closeShell(): Promise<number>;
}

declare global {
  var webContainerHarness: WebContainerHarness;
}

// Tests make the waiting short: ?limits={"load":500}
const asked = new URLSearchParams(location.search);
const limits = JSON.parse(asked.get('limits') ?? '{}') as Partial<BootLimits>;
const apiKey = asked.get('apiKey');
const runtime = new WebContainerRuntime({ limits, ...(apiKey === null ? {} : { apiKey }) });
const statuses: ContainerStatus[] = [];
runtime.onStatus((status) => statuses.push(status));
let shell: Shell | undefined;
let shellOutput = '';

async function failureOf(action: Promise<void>): Promise<BootFailure | undefined> {
  try {
    await action;
    return undefined;
  } catch (error) {
    if (error instanceof BootError) return error.failure;
    throw error;
  }
}

globalThis.webContainerHarness = {
  statuses,
  boot: () => failureOf(runtime.prepare()),
  retry: () => failureOf(runtime.retry()),
  restart: () => failureOf(runtime.restart()),
  async openShell(files) {
    shellOutput = '';
    shell = await runtime.openShell(files, {
      cols: 80,
      rows: 24,
      output: (text) => {
        shellOutput += text;
      },
    });
  },
  get shellOutput() {
    return shellOutput;
  },
  typeInShell: (text) => shell?.write(text),
  resizeShell: (cols, rows) => shell?.resize(cols, rows),
  async closeShell() {
    shell?.close();
    return (await shell?.ended) ?? -1;
  },
};
driveRuntime(runtime);
