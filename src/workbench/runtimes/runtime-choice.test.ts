import { describe, expect, it } from 'vitest';
import type { ContainerStatus } from '../../runtime/webcontainer/webcontainer-runtime.ts';
import { initialRuntime, placeOf, type RuntimeState, wantsContainer } from './runtime-choice.ts';
import { readSiteRuntime } from './site-runtime.ts';

const ready: ContainerStatus = { state: 'ready' };
const offline: ContainerStatus = {
  state: 'failed',
  failure: { code: 'offline', stage: 'preflight', detail: '' },
};
const runtime = (part: Partial<RuntimeState>): RuntimeState => ({ ...initialRuntime('auto'), ...part });

describe('where the next run goes', () => {
  it.each<[Partial<RuntimeState>, ReturnType<typeof placeOf>]>([
    [{}, { kind: 'run', place: 'embedded' }],
    [{ container: ready }, { kind: 'run', place: 'webcontainer' }],
    [{ container: offline }, { kind: 'run', place: 'embedded' }],
    [
      { container: ready, breakdowns: 2 },
      { kind: 'run', place: 'embedded' },
    ],
    [
      { choice: 'embedded', container: ready },
      { kind: 'run', place: 'embedded' },
    ],
    [{ choice: 'webcontainer' }, { kind: 'wait' }],
    [
      { choice: 'webcontainer', container: offline },
      { kind: 'none', why: 'offline' },
    ],
    [
      { choice: 'webcontainer', container: ready, breakdowns: 9 },
      { kind: 'run', place: 'webcontainer' },
    ],
    [
      { requires: 'embedded', choice: 'webcontainer', container: ready },
      { kind: 'run', place: 'embedded' },
    ],
    [
      { requires: 'webcontainer', choice: 'embedded', container: ready },
      { kind: 'run', place: 'webcontainer' },
    ],
    // A choice made before the operator switched WebContainers off.
    [
      { site: 'embedded-only', choice: 'webcontainer', container: ready },
      { kind: 'run', place: 'embedded' },
    ],
    [
      { site: 'embedded-only', requires: 'webcontainer' },
      { kind: 'none', why: 'switched-off' },
    ],
  ])('%j', (part, place) => {
    expect(placeOf(runtime(part))).toEqual(place);
  });

  it('is the site’s default until the learner chooses', () => {
    expect(initialRuntime('webcontainer').choice).toBe('webcontainer');
    expect(initialRuntime('embedded').choice).toBe('embedded');
    expect(initialRuntime('embedded-only').choice).toBe('embedded');
  });
});

describe('a container', () => {
  it('is wanted once, and nowhere it would not be used', () => {
    expect(wantsContainer(runtime({}))).toBe(true);
    expect(wantsContainer(runtime({ container: offline }))).toBe(false);
    expect(wantsContainer(runtime({ choice: 'embedded' }))).toBe(false);
    expect(wantsContainer(runtime({ requires: 'embedded' }))).toBe(false);
    expect(wantsContainer(runtime({ site: 'embedded-only' }))).toBe(false);
    expect(wantsContainer(runtime({ site: 'embedded-only', requires: 'webcontainer' }))).toBe(false);
  });
});

describe('the operator’s setting', () => {
  it('is auto unless set, and refuses words it does not know', () => {
    expect(readSiteRuntime(undefined)).toBe('auto');
    expect(readSiteRuntime('')).toBe('auto');
    expect(readSiteRuntime('embedded-only')).toBe('embedded-only');
    expect(() => readSiteRuntime('off')).toThrow(
      'LAB_RUNTIME=off: must be one of auto, embedded, webcontainer, embedded-only.',
    );
  });
});
