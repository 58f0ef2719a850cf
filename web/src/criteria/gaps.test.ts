import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GapCheck } from './gaps.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

const answer = (status: number, body: unknown, etag?: string) => new Response(JSON.stringify(body), { status, headers: etag === undefined ? {} : { etag } });
const found = (met: number) => ({ counts: { met, partly: 1, not_met: 0, not_documented: 2 }, questions: [], criteria: [], set_aside: [], tree: { items: [] } });
const sent = (call: number) => ({ address: String(fetching.mock.calls[call]?.[0]), method: fetching.mock.calls[call]?.[1]?.method, headers: fetching.mock.calls[call]?.[1]?.headers as Record<string, string>, body: JSON.parse(String(fetching.mock.calls[call]?.[1]?.body ?? 'null')) });

describe('the gap check', () => {
  it('says how many criteria are met of all', async () => {
    const check = new GapCheck('01C');
    fetching.mockResolvedValueOnce(answer(200, found(5)));
    await check.load('imaging');
    expect(sent(0).address).toBe('/api/cases/01C/gaps?kind=imaging');
    expect(check.total).toEqual({ met: 5, all: 8 });
  });

  it('shows what the kind chosen last asks, whichever answer comes first', async () => {
    const check = new GapCheck('01C');
    const waiting: ((response: Response) => void)[] = [];
    fetching.mockImplementation(() => new Promise((resolve) => waiting.push(resolve)));
    const both = [check.load('imaging'), check.load('procedure')];
    waiting[1]?.(answer(200, found(2)));
    waiting[0]?.(answer(200, found(1)));
    await Promise.all(both);
    expect([check.total.met, check.loading]).toEqual([2, false]);
  });

  it('keeps what it showed when it cannot be reached', async () => {
    const check = new GapCheck('01C');
    fetching.mockResolvedValueOnce(answer(200, found(5))).mockRejectedValueOnce(new TypeError('network'));
    await check.load();
    await check.load();
    expect([check.problem?.code, check.total.met]).toEqual(['offline', 5]);
  });

  it('writes an answer behind the clinical text as it stands now, and looks again', async () => {
    const check = new GapCheck('01C');
    fetching
      .mockResolvedValueOnce(answer(200, { version: 7, clinical: 'Stiff in the morning' }, '"7"'))
      .mockResolvedValueOnce(answer(200, { version: 8, clinical: 'x' }, '"8"'))
      .mockResolvedValueOnce(answer(200, found(6)));
    await expect(check.answer('The tuberculosis test was negative', false)).resolves.toMatchObject({ version: 8 });
    expect(sent(1)).toMatchObject({ address: '/api/cases/01C', method: 'PATCH', body: { clinical: 'Stiff in the morning.\nThe tuberculosis test was negative.' } });
    expect(sent(1).headers['if-match']).toBe('"7"');
    expect(check.total.met).toBe(6);
  });

  it('tells which words of an answer were refused, and where the answer begins', async () => {
    const check = new GapCheck('01C');
    const errors = [{ pointer: '/clinical', code: 'identifiers-found', detail: 'd', start: 8, end: 19, category: 'SSN' }];
    fetching.mockResolvedValueOnce(answer(200, { version: 7, clinical: 'Stiff.' }, '"7"')).mockResolvedValueOnce(answer(422, { type: '/problems/identifiers-found', status: 422, errors }));
    await expect(check.answer('123-45-6789', false)).resolves.toBeNull();
    expect([check.refusals, check.offset, check.failed]).toEqual([errors, 7, null]);
  });

  it('says so when somebody else was faster, and sends warnings as seen only if they were', async () => {
    const check = new GapCheck('01C');
    fetching.mockResolvedValueOnce(answer(200, { version: 7, clinical: 'Stiff.' }, '"7"')).mockResolvedValueOnce(answer(412, { type: '/problems/version-conflict', status: 412 }));
    await check.answer('Seen by Dr. Grey', true);
    expect([check.failed?.code, sent(1).body.acknowledge_warnings]).toEqual(['version-conflict', true]);
  });
});
