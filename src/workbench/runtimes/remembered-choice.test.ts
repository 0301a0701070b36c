import { describe, expect, it } from 'vitest';
import { rememberChoice, rememberedChoice } from './remembered-choice.ts';

function storage(kept: string | null = null) {
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}
const denied = () => {
  throw new DOMException('denied', 'SecurityError');
};

describe('the remembered choice', () => {
  it('is read back', () => {
    const kept = storage();
    rememberChoice('webcontainer', () => kept);
    expect(rememberedChoice(() => kept)).toBe('webcontainer');
  });

  it('is none where there was none, or what is stored is no choice', () => {
    expect(rememberedChoice(() => storage())).toBeUndefined();
    expect(rememberedChoice(() => storage('node'))).toBeUndefined();
  });

  it('is none where storage is denied, and storing it fails in silence', () => {
    expect(rememberedChoice(denied)).toBeUndefined();
    expect(() => rememberChoice('auto', denied)).not.toThrow();
  });
});
