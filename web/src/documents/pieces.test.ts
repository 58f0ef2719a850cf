import { describe, expect, it } from 'vitest';
import { pieces } from './pieces.ts';

const flag = (start: number, end: number) => ({ kind: 'quantity', text: 'x', start, end });
const shown = (text: string, flags = [flag(0, 0)].slice(1)) => pieces(text, flags).map(({ words, flagged, blank }) => `${flagged ? '!' : ''}${blank ? '_' : ''}${words}`);

describe('a sentence in pieces', () => {
  it('is one piece when nothing is to be shown in it', () => {
    expect(shown('Plain words.')).toEqual(['Plain words.']);
    expect(shown('')).toEqual([]);
  });

  it('shows overlapping flags as one stretch, and counts code points', () => {
    expect(shown('🌊 about 95% of all', [flag(2, 11), flag(8, 14)])).toEqual(['🌊 ', '!about ', '!95%', '! of', ' all']);
  });

  it('shows a blank by its name, once', () => {
    expect(shown('For {{ patient.last_name }}, member {{member.id}}.', [flag(0, 10)])).toEqual(['!For ', '!_last name', ', member ', '_member ID', '.']);
  });

  it('shows an unknown blank by the words of its key', () => {
    expect(shown('{{practice.fax_line}}')).toEqual(['_practice fax line']);
  });
});
