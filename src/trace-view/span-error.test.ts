import { describe, expect, it } from 'vitest';
import { buildTrace } from './layout/build-trace.ts';
import { spanError } from './span-error.ts';
import { at, checkoutTrace, type SpanSketch, sketchSpan } from './span-fixture.ts';
import { spanNotes } from './span-notes.ts';
import { strings as en } from './strings-en.ts';

const failed = (more: SpanSketch['more'], attributes = {}) =>
  buildTrace([
    sketchSpan({ id: 'a0', to: 1, attributes, more: { status: { code: 2, message: '' }, ...more } }),
  ]);

describe('the error of a span', () => {
  it('is that of its last exception, and names the child that ran on', () => {
    const model = buildTrace(checkoutTrace());
    expect(spanError(model, model.rowOfSpan.get('c3f1209be7754db7')!, en)).toEqual({
      type: 'TimeoutError',
      message: 'The operation was aborted due to timeout',
      consequence: 'Its child POST /charges ran on for another 208.0 ms.',
    });
  });

  it('prefers the message of the status', () => {
    const exception = {
      name: 'exception',
      timeUnixNano: at(0),
      attributes: new Map([['exception.message', 'from the event']]),
      droppedAttributesCount: 0,
    };
    const model = failed({ status: { code: 2, message: 'from the status' }, events: [exception] });
    expect(spanError(model, 0, en)).toEqual({ type: 'Error', message: 'from the status', consequence: '' });
  });

  it('falls back to error.type and says when there is no message', () => {
    expect(spanError(failed({}, { 'error.type': '503' }), 0, en)).toEqual({
      type: '503',
      message: en.noMessage,
      consequence: '',
    });
  });

  it('is none for a span that did not fail', () => {
    expect(spanError(buildTrace(checkoutTrace()), 0, en)).toBeUndefined();
  });
});

it('notes say what is odd about a span', () => {
  const model = buildTrace([
    sketchSpan({ id: 'root', from: 10, to: 20 }),
    sketchSpan({ id: 'early', parent: 'root', from: 7, to: 12 }),
    sketchSpan({ id: 'open', parent: 'root', from: 11 }),
  ]);
  const notesOf = (id: string) => spanNotes(model, model.rowOfSpan.get(id)!, en);
  expect(notesOf('root')).toEqual([]);
  expect(notesOf('early')).toEqual([en.startsBeforeParentNote('3.0 ms')]);
  expect(notesOf('open')).toEqual([en.openNote]);
});
