import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Screen } from '../engine/screen.svelte.ts';
import { Inquiry } from './inquiry.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const finding = { start: 8, end: 19, category: 'SSN', action: 'block', hint: 'Leave it out.' } as const;

function filled(reference: string | null = null): Inquiry {
  const inquiry = new Inquiry(reference, new Screen(() => Promise.resolve({})));
  return Object.assign(inquiry, { message: ' My SSN 219-09-9999 ', email: ' ann@example.org ' });
}

const sent = (n = 0): unknown => JSON.parse(String(fetching.mock.calls[n]?.[1]?.body));
const where = (inquiry: Inquiry) => inquiry.refusals.map(({ pointer }) => pointer);

describe('a message to the people behind Luma', () => {
  it('names what is missing and sends nothing', async () => {
    const inquiry = new Inquiry(null, new Screen(() => Promise.resolve({})));
    await inquiry.send('visitor');
    expect(where(inquiry)).toEqual(['/message', '/email']);
    inquiry.message = '🌊'.repeat(4001);
    await inquiry.send('member');
    expect(where(inquiry)).toEqual(['/message']);
    expect(fetching).not.toHaveBeenCalled();
  });

  it('says where the answer goes for a visitor', async () => {
    fetching.mockResolvedValueOnce(answer(202, { next: 'we-answer-by-mail' }));
    const inquiry = filled('JKJaXmPLvHcESHA=');
    await inquiry.send('visitor');
    expect(sent()).toEqual({ topic: 'problem', message: ' My SSN 219-09-9999 ', email: 'ann@example.org', reference: 'JKJaXmPLvHcESHA=' });
    expect(inquiry.sent).toBe(true);
  });

  it('renews the session of a member before it sends, and gives no address', async () => {
    fetching.mockResolvedValueOnce(answer(200, {})).mockResolvedValueOnce(answer(202, {}));
    await filled().send('member');
    expect(fetching.mock.calls.map(([path]) => path)).toEqual(['/api/account', '/api/support']);
    expect(sent(1)).toEqual({ topic: 'question', message: ' My SSN 219-09-9999 ' });
  });

  it('is kept by the page while words are marked, and warnings wait for somebody to look', async () => {
    const inquiry = filled();
    inquiry.screen.found({ '/message': inquiry.message }, { '/message': [finding, { ...finding, start: 1, end: 3, action: 'warn' }] });
    await inquiry.send('visitor');
    expect(where(inquiry)).toEqual(['/message', '/acknowledge_warnings']);
    expect(fetching).not.toHaveBeenCalled();
  });

  it('marks what the server found and keeps the words', async () => {
    const errors = [3, 8].map((start) => ({ ...finding, start, pointer: '/message', code: 'identifiers-found', detail: 'no' }));
    fetching.mockResolvedValueOnce(answer(422, { type: '/problems/identifiers-found', status: 422, errors }));
    const inquiry = filled();
    await inquiry.send('visitor');
    expect(inquiry.screen.of('/message')).toHaveLength(2);
    expect(inquiry.wrong('/message')).toHaveLength(1);
    expect([inquiry.message, inquiry.sent, inquiry.problem]).toEqual([' My SSN 219-09-9999 ', false, null]);
  });

  it('keeps the words when the mail could not be sent', async () => {
    fetching.mockResolvedValueOnce(answer(503, { type: '/problems/unavailable', status: 503, request_id: 'r' }));
    const inquiry = filled();
    await inquiry.send('visitor');
    expect([inquiry.problem?.code, inquiry.problem?.requestId, inquiry.message]).toEqual(['unavailable', 'r', ' My SSN 219-09-9999 ']);
  });
});
