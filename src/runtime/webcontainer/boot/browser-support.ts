/** What can be known before anything is loaded. */
import type { BootFailure } from './boot-failure.ts';

/** `undefined` where a container may boot. `scope` is the page's global object. */
export function whyNotHere(scope: typeof globalThis): BootFailure | undefined {
  const failure = (code: BootFailure['code'], detail: string): BootFailure => ({
    code,
    stage: 'preflight',
    detail,
  });
  // The engine loads there, and dies of the memory it needs.
  if (isMobileApple(scope.navigator)) return failure('unsupported-browser', 'iOS or iPadOS');
  if (
    typeof scope.SharedArrayBuffer === 'function' &&
    typeof Reflect.get(scope.Atomics, 'waitAsync') !== 'function'
  ) {
    return failure('unsupported-browser', 'no Atomics.waitAsync');
  }
  if (!scope.crossOriginIsolated || typeof scope.SharedArrayBuffer !== 'function') {
    return failure('not-isolated', 'crossOriginIsolated is false');
  }
  // `true` proves nothing.
  if (scope.navigator.onLine === false) return failure('offline', 'navigator.onLine is false');
  return undefined;
}

/** iPads say that they are Macs; no Mac has a touch screen. */
function isMobileApple({ userAgent, maxTouchPoints }: Navigator): boolean {
  return /\b(iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1);
}
