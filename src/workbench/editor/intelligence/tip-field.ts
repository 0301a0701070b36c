/** A tooltip that is shown until something else is: for what is asked for by keyboard, and for signatures. */
import { type Extension, StateEffect, type StateEffectType, StateField } from '@codemirror/state';
import { type EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';

export interface TipField {
  readonly extension: Extension;
  readonly show: StateEffectType<Tooltip | null>;
  shown(view: EditorView): Tooltip | null;
}

/** @param leaving when the tooltip goes by itself; Escape closes it in any case */
export function tipField(leaving: 'at any change' | 'when told'): TipField {
  const show = StateEffect.define<Tooltip | null>();
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update(tip, transaction) {
      const told = transaction.effects.findLast((effect) => effect.is(show));
      if (told !== undefined) return told.value as Tooltip | null;
      if (tip === null) return null;
      if (leaving === 'at any change' && (transaction.docChanged || transaction.selection)) return null;
      return transaction.docChanged ? { ...tip, pos: transaction.changes.mapPos(tip.pos) } : tip;
    },
    provide: (self) => showTooltip.from(self),
  });
  const close = (view: EditorView): boolean => {
    if (view.state.field(field) === null) return false;
    view.dispatch({ effects: show.of(null) });
    return true;
  };
  return {
    extension: [field, keymap.of([{ key: 'Escape', run: close }])],
    show,
    shown: (view) => view.state.field(field),
  };
}
