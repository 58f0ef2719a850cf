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

  it('sends a missing fact with the sentence that shall stand on it, against the version it last saw', async () => {
    const opened = new Opened('01C', '01D');
    fetching.mockResolvedValueOnce(answer(200, { version: 4 }, '"4"')).mockResolvedValueOnce(answer(200, { version: 5, facts: [{ id: 'F9', text: 'x' }] }, '"5"'));
    await opened.load();
    await expect(opened.addFact({ text: 'x', sentence: 's1' })).resolves.toBe(true);
    expect(fetching.mock.calls[1]?.[0]).toBe('/api/cases/01C/documents/01D/facts');
    expect(JSON.parse(String(fetching.mock.calls[1]?.[1]?.body))).toEqual({ text: 'x', sentence: 's1' });
    expect(sentVersion(1)).toBe('"4"');
    expect(opened.document?.facts.at(-1)?.id).toBe('F9');
  });
});
