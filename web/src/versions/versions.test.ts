import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import { Versions } from './versions.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

const answer = (status: number, body: unknown, etag?: string) => new Response(JSON.stringify(body), { status, headers: etag === undefined ? {} : { etag } });
const note = (version: number) => ({ version, state: 'draft', changed_at: '2026-11-29T12:00:00Z', changed_by: '01M' });
const difference = (from: number) => ({ from, to: 4, counts: { added: 0, removed: 0, changed: 0, moved: 0 }, parts: [] });

/** Answers by address, so that the order of two requests at once does not matter. */
function serving(answers: Record<string, () => Response>) {
  fetching.mockImplementation((address) => {
    const found = Object.entries(answers).find(([end]) => String(address).endsWith(end));
    return Promise.resolve(found?.[1]() ?? answer(404, { type: '/problems/not-found', status: 404 }));
  });
}

async function opened() {
  serving({ '/documents/01D': () => answer(200, { version: 4 }, '"4"'), '/versions': () => answer(200, { items: [note(4), note(3)], next: 'c1' }) });
  const versions = new Versions('01C', '01D');
  await versions.load();
  return versions;
}

describe('the versions of a document', () => {
  it('are read newest first, with more behind them', async () => {
    const versions = await opened();
    serving({ '/versions?cursor=c1': () => answer(200, { items: [note(2), note(1)], next: null }) });
    await versions.more();
    expect(versions.items.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(versions.next).toBeNull();
  });

  it('shows the comparison that was asked for last, whichever answer comes first', async () => {
    const versions = await opened();
    const waiting: Record<string, (response: Response) => void> = {};
    fetching.mockImplementation((address) => new Promise((resolve) => (waiting[String(address).slice(-1)] = resolve)));
    const both = [versions.compare(2), versions.compare(3)];
    waiting['3']?.(answer(200, difference(3)));
    waiting['2']?.(answer(200, difference(2)));
    await Promise.all(both);
    expect([versions.compared, versions.difference?.from]).toEqual([3, 3]);
  });

  it('says why a comparison could not be made, and keeps the list', async () => {
    const versions = await opened();
    await versions.compare(9);
    expect([versions.refused?.code, versions.items.length]).toEqual(['not-found', 2]);
  });

  it('restores against the version that was read, and reads the list again', async () => {
    const versions = await opened();
    serving({
      '/restore': () => answer(200, { version: 5, state: 'draft' }, '"5"'),
      '/documents/01D': () => answer(200, { version: 5 }, '"5"'),
      '/versions': () => answer(200, { items: [note(5), note(4), note(3)], next: null }),
    });
    await expect(versions.restore(3)).resolves.toBe(5);
    const sent = fetching.mock.calls.find(([address]) => String(address).endsWith('/restore'))?.[1];
    expect([JSON.parse(String(sent?.body)), (sent?.headers as Record<string, string>)['if-match']]).toEqual([{ version: 3 }, '"4"']);
    expect(versions.items.map(({ version }) => version)).toEqual([5, 4, 3]);
  });

  it('lets the question over the page tell that somebody else was faster', async () => {
    const versions = await opened();
    serving({ '/restore': () => answer(412, { type: '/problems/version-conflict', status: 412 }) });
    await expect(versions.restore(3)).rejects.toBeInstanceOf(Problem);
    expect(versions.document?.version).toBe(4);
  });
});
