import { expect, test } from 'vitest';
import { type Consumer, emptyContext } from './consumer.ts';
import type { Logger } from './logger.ts';
import { MemoryAccount } from './memory-account.ts';
import { MEMORY_CEILING, MemoryCeiling } from './memory-ceiling.ts';

test('what receivers hand over is refused while too much is held, and taken again afterwards', async () => {
  const memory = new MemoryAccount();
  const lines: string[] = [];
  const logger: Logger = {
    log: (level, text) => lines.push(`${level} ${text}`),
    with: () => logger,
    without: () => logger,
  };
  let taken = 0;
  const inner: Consumer<'traces'> = {
    mutatesData: true,
    consume: async () => {
      taken += 1;
      return undefined;
    },
  };
  const guarded = new MemoryCeiling(memory, logger).guard(inner);
  expect(guarded.mutatesData).toBe(true);
  const consume = () => guarded.consume({ resourceSpans: [] }, emptyContext);

  const release = memory.hold(MEMORY_CEILING);
  await consume();
  const releaseLast = memory.hold(1);
  await expect(consume()).rejects.toThrow('data refused: the collector holds all it can');
  await expect(consume()).rejects.toThrow('data refused');
  releaseLast();
  await consume();
  release();
  await consume();
  expect(taken).toBe(3);
  expect(lines).toEqual([
    'warn The collector holds all it can. Refusing data until some of it has left.',
    'info The collector has room again. Resuming normal operation.',
  ]);
});
