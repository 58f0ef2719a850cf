import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { Difference } from '../api/version.ts';
import DifferenceView from './difference.svelte';

afterEach(cleanup);

const difference: Difference = {
  from: 2,
  to: 5,
  counts: { added: 1, removed: 1, changed: 1, moved: 0 },
  parts: [
    { kind: 'heading', change: 'same', text: 'Request' },
    { kind: 'sentence', id: 's1', change: 'changed', before: 'DAS28 is 5.6.', after: 'DAS28 is 5.1.', moved: true, words: [{ fate: 'same', text: 'DAS28 is ' }, { fate: 'removed', text: '5.6' }, { fate: 'added', text: '5.1' }, { fate: 'same', text: '.' }] },
    { kind: 'sentence', id: 's2', change: 'added', text: 'It is for {{patient.first_name}}.' },
    { kind: 'line', change: 'removed', text: 'MD' },
  ],
};
const words = () => screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim());

describe('what changed between versions', () => {
  it('says of each run of words whether it came or went, not by colour alone', () => {
    render(DifferenceView, { difference });
    expect(screen.getByRole('status').textContent).toBe('From version 2 to version 5: 1 changed, 1 added, 1 removed.');
    expect(words()[0]).toBe('Changed and moved DAS28 is Removed: 5.6, end of removed. Added: 5.1, end of added. .');
    expect(within(screen.getByRole('list')).getAllByRole('deletion')).toHaveLength(2);
  });

  it('shows what stayed the same on demand, and blanks by their names', async () => {
    render(DifferenceView, { difference });
    expect(words()).toHaveLength(3);
    expect(words()[1]).toContain('It is for [first name].');
    await fireEvent.click(screen.getByRole('checkbox'));
    expect(words()[0]).toBe('Request');
  });

  it('says so where only what is not words differs', () => {
    render(DifferenceView, { difference: { ...difference, counts: { added: 0, removed: 0, changed: 0, moved: 0 }, parts: [] } });
    expect(screen.getByRole('status').textContent).toBe('Nothing differs in their words.');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });
});
