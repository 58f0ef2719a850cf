import { describe, expect, it } from 'vitest';
import { excerpt, inPoints, inUnits, moved } from './offsets.ts';

describe('places in a text', () => {
  it('are the same until the first character outside the basic plane, and right after it', () => {
    const text = 'pain 🌊 SSN 123-45-6789';
    expect(excerpt(text, { start: 0, end: 4 })).toBe('pain');
    expect(excerpt(text, { start: 11, end: 22 })).toBe('123-45-6789');
    expect(inUnits(text, [{ start: 11, end: 22 }])).toEqual([{ start: 12, end: 23 }]);
  });

  it('count a combining mark as the server does', () => {
    expect(excerpt('Jose\u0301 Ruiz', { start: 6, end: 10 })).toBe('Ruiz');
  });

  it('come back from code units as they went', () => {
    const text = '🌊🌊 a 🌊 b';
    const spans = [{ start: 3, end: 4, kept: true }];
    expect(inPoints(text, inUnits(text, spans))).toEqual([{ start: 3, end: 4 }]);
    expect(inPoints(text, [{ start: 5, end: 6, kept: true }])).toEqual([{ start: 3, end: 4, kept: true }]);
  });

  it('never reach behind the text', () => {
    expect(inUnits('ab', [{ start: 1, end: 99 }])).toEqual([{ start: 1, end: 2 }]);
  });
});

describe('an edit', () => {
  const spans = [{ start: 4, end: 8 }];

  it('before a span moves it', () => {
    expect(moved(spans, 'the SSN1 end', 'and the SSN1 end')).toEqual([{ start: 8, end: 12 }]);
  });

  it('behind a span leaves it', () => {
    expect(moved(spans, 'the SSN1 end', 'the SSN1 ending')).toEqual(spans);
  });

  it('inside a span takes it away', () => {
    expect(moved(spans, 'the SSN1 end', 'the SN1 end')).toEqual([]);
  });

  it('that replaces everything takes everything away', () => {
    expect(moved(spans, 'the SSN1 end', 'x')).toEqual([]);
    expect(moved(spans, 'the SSN1 end', '')).toEqual([]);
  });

  it('counts code points, not code units', () => {
    expect(moved([{ start: 4, end: 8 }], 'the SSN1', '🌊the SSN1')).toEqual([{ start: 5, end: 9 }]);
  });

  it('of repeated letters never makes head and tail overlap', () => {
    expect(moved([{ start: 2, end: 3 }], 'aab', 'aaab')).toEqual([{ start: 3, end: 4 }]);
    expect(moved([{ start: 0, end: 1 }], 'aaa', 'aa')).toEqual([{ start: 0, end: 1 }]);
  });
});
