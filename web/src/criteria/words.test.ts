import { describe, expect, it } from 'vitest';
import { combinators, wordsOf } from './words.ts';

describe('how criteria combine', () => {
  it('offers as many as stand below, but not all of them twice', () => {
    expect(combinators(2, 'all_of').map(([value]) => value)).toEqual(['all_of', 'one_of', 'none_of']);
    expect(combinators(4, 'all_of').map(([value]) => value)).toEqual(['all_of', 'one_of', 'at_least_2', 'at_least_3', 'none_of']);
  });

  it('keeps what the policy says, even where too little is left to meet it', () => {
    expect(wordsOf(combinators(1, 'at_least_3'), 'at_least_3')).toBe('At least 3 of them');
  });
});
