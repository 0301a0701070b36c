import { EditorView } from '@codemirror/view';

/** Both sides carry a sign at the line's start, so that the tint is not the only difference. */
export const comparisonTheme = EditorView.theme({
  '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--pass-soft)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--sunken)', paddingLeft: '0' },
  '.cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-deletedChunk .cm-deletedLine': {
    padding: '0 var(--s-4) 0 1.25rem',
    position: 'relative',
    color: 'var(--text-2)',
  },
  '.cm-deletedLine::before': {
    content: '"−"',
    position: 'absolute',
    left: '0.25rem',
    color: 'var(--text-2)',
  },
  '.cm-line': { paddingLeft: '1.25rem', position: 'relative' },
  '.cm-line.cm-changedLine::before': {
    content: '"+"',
    position: 'absolute',
    left: '0.25rem',
    color: 'var(--pass)',
  },
  '.cm-changeGutter': { width: '2px', paddingLeft: '0' },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--pass)' },
  '.cm-deletedLineGutter': { background: 'var(--edge)' },
});
