import { describe, expect, it } from 'vitest';
import { checkoutTrace } from '../span-fixture.ts';
import { buildTrace } from './build-trace.ts';
import { markMatches, searchRows } from './search.ts';

const model = buildTrace(checkoutTrace());
const found = (query: string) => [...searchRows(model, query)].map((row) => model.rows[row]?.span.name);

describe('a search', () => {
  it('finds names and services in any case', () => {
    expect(found('CHARGES')).toEqual(['POST /charges', 'POST /charges', 'SELECT charges']);
    expect(found('mailer')).toEqual(['render receipt', 'POST']);
    expect(found('  ')).toEqual([]);
  });

  it('finds a span id, also of a missing span', () => {
    expect([...searchRows(model, 'a41f836c')]).toEqual([24]);
  });

  it('finds attributes of the span and of its resource', () => {
    expect(found('server.port=8083')).toEqual(['POST']);
    expect(found('error.type=')).toEqual(['POST']);
    expect(found('service.name=mailer')).toEqual(['render receipt', 'POST']);
    expect(found('error.type=other')).toEqual([]);
  });
});

describe('marked letters', () => {
  it('are exactly the matching ones', () => {
    expect(markMatches('POST /charges', 'Charge')).toEqual([
      { text: 'POST /', marked: false },
      { text: 'charge', marked: true },
      { text: 's', marked: false },
    ]);
    expect(markMatches('aaa', 'a').map((piece) => piece.marked)).toEqual([true, true, true]);
    expect(markMatches('', 'a')).toEqual([{ text: '', marked: false }]);
  });

  it('are none where lower case has another length', () => {
    expect(markMatches('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', marked: false }]);
  });
});
