/** What a key does in the tree, as a pure function: the keyboard pattern of WAI-ARIA's tree view. */
import type { TraceModel } from './trace-model.ts';
import { positionOf } from './visible-rows.ts';

export type TreeCommand =
  | { readonly do: 'move'; readonly row: number }
  | { readonly do: 'fold'; readonly row: number }
  | { readonly do: 'unfold'; readonly row: number }
  | { readonly do: 'select'; readonly row: number }
  | { readonly do: 'open'; readonly row: number }
  | { readonly do: 'search' }
  | { readonly do: 'close' };

export interface TreeState {
  readonly model: TraceModel;
  readonly visible: Int32Array;
  readonly folded: Uint8Array;
  /** The row that has the keyboard. */
  readonly active: number;
  /** Rows that fit on the screen, for Page Up and Page Down. */
  readonly pageSize: number;
}

/** The command of a key without modifiers, or `undefined` when the tree has no use for it. */
export function treeCommand(key: string, state: TreeState): TreeCommand | undefined {
  const { model, visible, folded, active, pageSize } = state;
  const position = positionOf(visible, active);
  const moveTo = (target: number): TreeCommand | undefined => {
    const row = visible[Math.min(visible.length - 1, Math.max(0, target))];
    return row === undefined || row === active ? undefined : { do: 'move', row };
  };
  switch (key) {
    case 'ArrowDown':
      return moveTo(position + 1);
    case 'ArrowUp':
      return moveTo(position - 1);
    case 'Home':
      return moveTo(0);
    case 'End':
      return moveTo(visible.length - 1);
    case 'PageDown':
      return moveTo(position + Math.max(1, pageSize));
    case 'PageUp':
      return moveTo(position - Math.max(1, pageSize));
    case 'ArrowRight':
      if ((model.subtreeSize[active] ?? 1) < 2) return undefined;
      return folded[active] ? { do: 'unfold', row: active } : moveTo(position + 1);
    case 'ArrowLeft': {
      if ((model.subtreeSize[active] ?? 1) > 1 && !folded[active]) return { do: 'fold', row: active };
      const parent = model.parent[active] ?? -1;
      return parent < 0 ? undefined : { do: 'move', row: parent };
    }
    case ' ':
      return { do: 'select', row: active };
    case 'Enter':
      return { do: 'open', row: active };
    case '/':
      return { do: 'search' };
    case 'Escape':
      return { do: 'close' };
    default:
      return undefined;
  }
}
