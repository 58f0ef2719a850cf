import { describe, expect, it } from 'vitest';
import { markedAt } from './marked.ts';

const found = { pointer: '/clinical', code: 'identifiers-found', detail: 'd', start: 24, end: 35, category: 'SSN', hint: 'Leave it out.' };

describe('what was refused of a field', () => {
  it('is marked where it stands in that field alone', () => {
    expect(markedAt('/clinical', [found, { ...found, pointer: '/text' }])).toEqual([{ start: 24, end: 35, category: 'SSN', hint: 'Leave it out.', action: 'block' }]);
  });

  it('is marked in the words that were added, not in those before them', () => {
    expect(markedAt('/clinical', [found], 20)).toMatchObject([{ start: 4, end: 15 }]);
    expect(markedAt('/clinical', [found], 40)).toEqual([]);
  });

  it('is a warning where the firewall only suspects, and no mark where it names no words', () => {
    expect(markedAt('/clinical', [{ ...found, code: 'identifiers-suspected' }])[0]?.action).toBe('warn');
    expect(markedAt('/clinical', [{ pointer: '/clinical', code: 'too-long', detail: 'd' }])).toEqual([]);
  });
});
