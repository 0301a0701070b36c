/**
 * How far the learner is in each lab. One small entry per lab in `localStorage`, so that the lesson list can read
 * it synchronously before first paint and two tabs never overwrite each other's labs. No imports: pages that only
 * show progress load nothing else.
 */

export type LabStatus = 'started' | 'passed';

export interface LabProgress {
  readonly labId: string;
  /** `passed` stays once reached: a later failing run does not take it back. */
  readonly status: LabStatus;
  /** Of the last graded run (of the passing one, once passed); 0 of 0 before the first verdict. */
  readonly checksPassed: number;
  readonly checksTotal: number;
  /** Where that run ran; unknown in entries of earlier versions and before the first verdict. */
  readonly runtime?: 'embedded' | 'webcontainer';
  /** Milliseconds since the Unix epoch. */
  readonly updatedAt: number;
}

/** The 1 is the version of the entry's form; a later form gets its own prefix and reads this one once. */
const PREFIX = 'otlp-academy.progress.1.';
const CHANNEL = 'otlp-academy.progress';

type Entries = Pick<Storage, 'getItem' | 'setItem' | 'key' | 'length'>;
type Listener = (progress: LabProgress) => void;

const listeners = new Set<Listener>();
let opened: { readonly entries: Entries; readonly channel: BroadcastChannel | undefined } | undefined;

/** Everything known, by lab id. Entries that can't be read are left out; the rest is kept. */
export function readAllProgress(): ReadonlyMap<string, LabProgress> {
  const { entries } = open();
  const all = new Map<string, LabProgress>();
  for (let index = 0; index < entries.length; index++) {
    const key = entries.key(index);
    if (!key?.startsWith(PREFIX)) continue;
    const progress = parseProgress(key.slice(PREFIX.length), entries.getItem(key));
    if (progress) all.set(progress.labId, progress);
  }
  return all;
}

export function readProgress(labId: string): LabProgress | undefined {
  return parseProgress(labId, open().entries.getItem(PREFIX + labId));
}

/** The learner edited or ran the lab. Changes nothing when there is an entry already. */
export function recordStarted(labId: string): void {
  if (readProgress(labId)) return;
  write({ labId, status: 'started', checksPassed: 0, checksTotal: 0, updatedAt: Date.now() });
}

/** A run was graded. */
export function recordVerdict(
  labId: string,
  verdict: {
    readonly passed: boolean;
    readonly checksPassed: number;
    readonly checksTotal: number;
    readonly runtime?: LabProgress['runtime'];
  },
): void {
  const before = readProgress(labId);
  if (before?.status === 'passed' && !verdict.passed) return;
  write({
    labId,
    status: verdict.passed ? 'passed' : 'started',
    checksPassed: verdict.checksPassed,
    checksTotal: verdict.checksTotal,
    ...(verdict.runtime && { runtime: verdict.runtime }),
    updatedAt: Date.now(),
  });
}

/** Called after every change, in this tab or another. Returns the function that ends it. */
export function onProgressChange(listener: Listener): () => void {
  open();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** An entry as stored, or `undefined` when it is not one. */
export function parseProgress(labId: string, text: string | null): LabProgress | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { status, checksPassed, checksTotal, updatedAt, runtime } = value as Record<string, unknown>;
  if (status !== 'started' && status !== 'passed') return undefined;
  if (!isCount(checksPassed) || !isCount(checksTotal) || !isCount(updatedAt)) return undefined;
  if (checksPassed > checksTotal) return undefined;
  const progress = { labId, status, checksPassed, checksTotal, updatedAt } as const;
  // A word of a later version is no reason to lose the rest.
  return runtime === 'embedded' || runtime === 'webcontainer' ? { ...progress, runtime } : progress;
}

function write(progress: LabProgress): void {
  const { labId, ...entry } = progress;
  const { entries, channel } = open();
  try {
    entries.setItem(PREFIX + labId, JSON.stringify(entry));
  } catch {
    // The quota is used up. The listeners still hear of it, so that this visit shows what happened.
  }
  channel?.postMessage(progress);
  for (const listener of listeners) listener(progress);
}

function open(): NonNullable<typeof opened> {
  opened ??= { entries: storage(), channel: listen() };
  return opened;
}

function listen(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = (event: MessageEvent<LabProgress>) => {
    for (const listener of listeners) listener(event.data);
  };
  return channel;
}

/** Browsers that block storage throw on the mere access; progress is then kept until the page closes. */
function storage(): Entries {
  try {
    const { localStorage } = globalThis;
    localStorage.getItem(PREFIX);
    return localStorage;
  } catch {
    return inMemory();
  }
}

function inMemory(): Entries {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
