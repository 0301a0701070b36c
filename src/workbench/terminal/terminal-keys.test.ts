import { describe, expect, it } from 'vitest';
import { type TerminalKey, terminalKeys } from './terminal-keys.ts';

const key = (name: string, held: Partial<TerminalKey> = {}): TerminalKey => ({
  type: 'keydown',
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };

describe('keys in the terminal', () => {
  it('are the shell’s, Tab and control keys too', () => {
    const isTerminals = terminalKeys(() => false);
    for (const event of [key('a'), key('Tab'), key('c', ctrl), key('d', ctrl), key('Escape')])
      expect(isTerminals(event)).toBe(true);
  });

  it('leave the terminal by Escape, then Tab or Shift+Tab', () => {
    const isTerminals = terminalKeys(() => false);
    isTerminals(key('Escape'));
    isTerminals({ ...key('Escape'), type: 'keyup' });
    isTerminals(key('Shift'));
    expect(isTerminals(key('Tab'))).toBe(false);
    expect(isTerminals(key('Tab'))).toBe(true);
    isTerminals(key('Escape'));
    isTerminals(key('a'));
    expect(isTerminals(key('Tab'))).toBe(true);
  });

  it('copy what is selected and paste by the browser', () => {
    const isTerminals = terminalKeys(() => true);
    expect(isTerminals(key('c', ctrl))).toBe(false);
    expect(isTerminals(key('V', ctrl))).toBe(false);
    expect(isTerminals(key('v', { metaKey: true }))).toBe(false);
    expect(isTerminals(key('v', { ctrlKey: true, altKey: true }))).toBe(true);
  });
});
