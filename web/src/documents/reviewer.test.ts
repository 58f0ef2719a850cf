import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Reviewer from './reviewer.svelte';
import { SecondLook } from './second-look.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  cleanup();
  fetching.mockReset();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const answer = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });
const remark = (text: string, more: object = {}) => ({ kind: 'number_missing', text, ...more });

async function looked(...found: object[]) {
  const look = new SecondLook('01C', '01D');
  fetching.mockResolvedValueOnce(answer({ remarks: found }));
  await look.load();
  return look;
}

describe('a second look at a letter', () => {
  it('drops what was said of an earlier version', async () => {
    const look = new SecondLook('01C', '01D');
    const waiting: ((response: Response) => void)[] = [];
    fetching.mockImplementation(() => new Promise((resolve) => waiting.push(resolve)));
    const both = [look.load(), look.load()];
    waiting[1]?.(answer({ remarks: [] }));
    waiting[0]?.(answer({ remarks: [remark('old')] }));
    await Promise.all(both);
    expect(look.remarks).toEqual([]);
  });

  it('leads to the sentence and to the criterion that it speaks about', async () => {
    const criterion = Object.assign(document.createElement('p'), { id: 'ground-C4', tabIndex: -1 });
    document.body.append(criterion);
    const onsentence = vi.fn();
    render(Reviewer, { look: await looked(remark('Where is the number?', { sentence: 's12', criterion: 'C4' }), remark('Nothing is asked for.')), onsentence });
    await fireEvent.click(screen.getByRole('button', { name: /^To the sentence/ }));
    expect(onsentence).toHaveBeenCalledWith('s12');
    await fireEvent.click(screen.getByRole('button', { name: /^To criterion C4/ }));
    expect(document.activeElement).toBe(criterion);
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('says so when nothing is left to ask, and when it could not be made', async () => {
    const look = await looked();
    render(Reviewer, { look, onsentence: vi.fn() });
    expect(screen.getByText(/^Nothing: the letter answers/)).toBeTruthy();
    fetching.mockRejectedValueOnce(new TypeError('network'));
    await look.load();
    await tick();
    expect(screen.getByRole('button', { name: 'Look again' })).toBeTruthy();
  });
});
