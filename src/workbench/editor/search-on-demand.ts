import { Compartment, type Extension } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';

const place = new Compartment();

/** Find and replace in a file. Few learners need it in a lab's short files, so its code is fetched at the first Mod-f. */
export const searchOnDemand: Extension = place.of(keymap.of([{ key: 'Mod-f', run: openSearch }]));

function openSearch(view: EditorView): boolean {
  import('./search-panel.ts').then(
    ({ searchInFile, openSearchPanel }) => {
      view.dispatch({ effects: place.reconfigure(searchInFile) });
      openSearchPanel(view);
    },
    // Offline and never fetched: the next press tries again.
    () => {},
  );
  return true;
}
