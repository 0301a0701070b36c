/** What of a key event the handler looks at. */
export type TerminalKey = Pick<KeyboardEvent, 'type' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const modifiers = ['Shift', 'Control', 'Alt', 'Meta'];

/**
 * Tells for each key event whether it is the terminal's (`true`) or the browser's. A terminal takes Tab and every
 * control key, so these are left to the browser: Ctrl+C where something is selected, Ctrl+V, and Tab or Shift+Tab right
 * after Escape, which move the focus as they do in the editor. Command keys of a Mac are the browser's anyway.
 */
export function terminalKeys(hasSelection: () => boolean): (event: TerminalKey) => boolean {
  let escaped = false;
  return ({ type, key, ctrlKey, metaKey, altKey }) => {
    if (type !== 'keydown' || modifiers.includes(key)) return true;
    const leaves = escaped && key === 'Tab';
    escaped = key === 'Escape';
    if (leaves) return false;
    if (altKey || ctrlKey === metaKey) return true;
    const letter = key.toLowerCase();
    return !(letter === 'v' || (letter === 'c' && hasSelection()));
  };
}
