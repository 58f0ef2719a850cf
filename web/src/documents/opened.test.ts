import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Opened } from './opened.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

const answer = (status: number, body: unknown, etag?: string) => new Response(JSON.stringify(body), { status, headers: etag === undefined ? {} : { etag } });
const edit = { op: 'replace', sentence: 's1', text: 'x' } as const;
const sentVersion = (call: number) => (fetching.mock.calls[call]?.[1]?.headers as Record<string, string>)['if-match'];

describe('an open document', () => {
  it('changes against the version it last saw', async () => {
    const opened = new Opened('01C', '01D');
    fetching.mockResolvedValueOnce(answer(200, { version: 4 }, '"4"')).mockResolvedValueOnce(answer(200, { version: 5 }, '"5"')).mockResolvedValueOnce(answer(200, { version: 6 }, '"6"'));
    await opened.load();
    await expect(opened.change([edit])).resolves.toBe(true);
    await opened.change([edit]);
    expect([sentVersion(1), sentVersion(2)]).toEqual(['"4"', '"5"']);
    expect(opened.document?.version).toBe(6);
  });

  it('keeps the old text and says so when somebody else was faster', async () => {
    const opened = new Opened('01C', '01D');
    fetching.mockResolvedValueOnce(answer(200, { version: 4 }, '"4"')).mockResolvedValueOnce(answer(412, { type: '/problems/version-conflict', status: 412 }));
    await opened.load();
    await expect(opened.change([edit])).resolves.toBe(false);
    expect(opened.outdated).toBe(true);
    expect(opened.document?.version).toBe(4);
  });

  it('tells which words were refused', async () => {
    const opened = new Opened('01C', '01D');
    const errors = [{ pointer: '/edits/0/text', code: 'identifiers-found', detail: 'd', start: 0, end: 3, category: 'SSN' }];
    fetching.mockResolvedValueOnce(answer(200, { version: 1 }, '"1"')).mockResolvedValueOnce(answer(422, { type: '/problems/identifiers-found', status: 422, errors }));
    await opened.load();
    await opened.change([edit]);
    expect(opened.refusals).toEqual(errors);
    expect(opened.problem).toBeNull();
  });
});
