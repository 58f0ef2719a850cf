import { describe, expect, it } from 'vitest';
import { mergePatch } from './patch.ts';

describe('a merge patch', () => {
  it('takes out the other form of an age', () => {
    expect(mergePatch({ patient: { age: { years: 54 } } }, { patient: { age: { range: '50-59' } } })).toEqual({ patient: { age: { years: null, range: '50-59' } } });
  });

  it('replaces lists whole and says nothing of what is the same', () => {
    expect(mergePatch({ a: [1, 2], b: 'x', c: { d: 1 } }, { a: [1], b: 'x', c: { d: 1 } })).toEqual({ a: [1] });
  });

  it('takes out what is gone and puts in what is new', () => {
    expect(mergePatch({ denial: { level: 'first' } }, { criteria: { text: 't' } })).toEqual({ denial: null, criteria: { text: 't' } });
  });

  it('of two equal cases is empty', () => {
    expect(mergePatch({ a: { b: [1] } }, { a: { b: [1] } })).toEqual({});
  });
});
