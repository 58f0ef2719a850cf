import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Finding } from '../api/check.ts';
import { Screen } from '../engine/screen.svelte.ts';
import Screened from './screened.svelte';

class Ranges extends Set<StaticRange> {}
const painted = new Map<string, Ranges>();

beforeEach(() => {
  vi.stubGlobal('Highlight', Ranges);
  vi.stubGlobal('CSS', { highlights: painted, escape: (text: string) => text });
  vi.stubGlobal('StaticRange', class { constructor(init: StaticRangeInit) { Object.assign(this, init); } });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const text = 'seen 🌊 03/12/2024 by Dr. Grey';
const found: Finding[] = [
  { start: 7, end: 17, category: 'DATE', action: 'block', hint: 'Write "for 3 months".' },
  { start: 21, end: 29, category: 'PROVIDER', action: 'warn', hint: 'Write the role.' },
];
const words = (name: string) => [...(painted.get(name) ?? [])].map((range) => range.startContainer.textContent?.slice(range.startOffset, range.endOffset));

function field(findings: Finding[]) {
  const watch = new Screen(() => Promise.resolve({}));
  watch.found({ '/clinical': text }, { '/clinical': findings });
  render(Screened, { id: 'c', pointer: '/clinical', screen: watch, value: text, label: 'The case', rows: 4 });
  return { watch, box: screen.getByRole('textbox') as HTMLTextAreaElement };
}

describe('a field that the firewall watches', () => {
  it('marks the words themselves, behind a wave as well', async () => {
    field(found);
    await tick();
    expect(words('phi-block')).toEqual(['03/12/2024']);
    expect(words('phi-warn')).toEqual(['Dr. Grey']);
  });

  it('lists what was found with a way to say it, tied to the field', () => {
    const { box } = field(found);
    const items = screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim());
    expect(items[0]).toContain('looks like a date. Write "for 3 months".');
    expect(box.getAttribute('aria-describedby')?.split(' ')).toContain('c-found');
    expect(box.getAttribute('aria-invalid')).toBe('true');
  });

  it('is not wrong for a warning alone', () => {
    expect(field(found.slice(1)).box.hasAttribute('aria-invalid')).toBe(false);
  });

  it('selects the words that an entry of the list speaks about', async () => {
    const { box } = field(found);
    await fireEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
    expect(box.value.slice(box.selectionStart, box.selectionEnd)).toBe('03/12/2024');
  });

  it('takes out all that is marked at one click, in the page', async () => {
    const { watch, box } = field(found);
    expect(screen.queryByRole('button', { name: 'Take out all that is marked' })).toBeNull();
    watch.place = 'page';
    const cleaned = vi.spyOn(watch, 'cleaned').mockResolvedValue('seen 🌊 [date removed] by [clinician removed]');
    await tick();
    await fireEvent.click(screen.getByRole('button', { name: 'Take out all that is marked' }));
    await vi.waitFor(() => expect(box.value).toBe('seen 🌊 [date removed] by [clinician removed]'));
    expect(cleaned).toHaveBeenCalledWith(text);
    expect(words('phi-block')).toEqual([]);
  });

  it('leaves words alone that were changed while they were cleaned', async () => {
    const { watch, box } = field(found);
    watch.place = 'page';
    let answer: (cleaned: string) => void = () => undefined;
    vi.spyOn(watch, 'cleaned').mockReturnValue(new Promise((resolve) => (answer = resolve)));
    await tick();
    await fireEvent.click(screen.getByRole('button', { name: 'Take out all that is marked' }));
    await fireEvent.input(box, { target: { value: `${text} again` } });
    answer('cleaned');
    await tick();
    expect(box.value).toBe(`${text} again`);
  });

  it('takes the mark away once the words are changed', async () => {
    const { box } = field(found);
    await fireEvent.input(box, { target: { value: text.replace('03/12/2024', 'for 8 months') } });
    await tick();
    expect(words('phi-block')).toEqual([]);
    expect(words('phi-warn')).toEqual(['Dr. Grey']);
  });
});
