/** The looks of completion, tooltips and problems, in our tokens. */
import { EditorView } from '@codemirror/view';

export const tooltipTheme = EditorView.theme({
  '.cm-tooltip, &.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--edge)',
    borderRadius: 'var(--r-sm)',
    fontFamily: 'var(--sans)',
    fontSize: 'var(--fs-xs)',
    lineHeight: '1.5',
  },
  '.cm-described': {
    maxWidth: 'min(36rem, 90vw)',
    maxHeight: '14rem',
    overflow: 'auto',
    padding: 'var(--s-2) var(--s-3)',
  },
  '.cm-described code': {
    background: 'none',
    border: '0',
    padding: '0',
    fontFamily: 'var(--mono)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-described strong': { color: 'var(--accent)' },
  '.cm-described p': { margin: 'var(--s-2) 0 0', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '.cm-described-count': { marginLeft: 'var(--s-3)', color: 'var(--text-2)' },
  '.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mono)',
    maxHeight: '14rem',
    maxWidth: 'min(32rem, 90vw)',
  },
  '.cm-tooltip-autocomplete > ul > li': { lineHeight: '1.6', padding: '0 var(--s-3) 0 var(--s-2)' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--selected)',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600', color: 'var(--accent)' },
  '.cm-completionDetail': { color: 'var(--text-2)', fontStyle: 'normal', fontSize: '0.9em' },
  '.cm-completionIcon': { color: 'var(--text-2)', opacity: '1', width: '1.25em' },
  '.cm-completionIcon-deprecated + .cm-completionLabel': { textDecoration: 'line-through' },
  '.cm-completionInfo': { padding: '0' },
  '.cm-diagnostic': { padding: 'var(--s-2) var(--s-3)', margin: '0', maxWidth: 'min(36rem, 90vw)' },
  '.cm-diagnostic-error': { borderLeft: '2px solid var(--fail)' },
  '.cm-diagnosticSource': { fontSize: 'var(--fs-xs)', color: 'var(--text-2)', opacity: '1' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecoration: 'underline wavy 1px var(--fail)',
    textUnderlineOffset: '0.25em',
  },
  '.cm-lintRange-active': { backgroundColor: 'var(--fail-soft)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--hover)' },
  '.cm-panel.cm-panel-lint ul:focus [aria-selected]': {
    backgroundColor: 'var(--selected)',
    color: 'var(--text)',
  },
});
