import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { draft, sha256, type DraftEvent } from './draft.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

async function run(stream: string): Promise<DraftEvent[]> {
  fetching.mockResolvedValueOnce(new Response(stream, { headers: { 'content-type': 'text/event-stream' } }));
  const steps: DraftEvent[] = [];
  for await (const step of draft({ caseId: '01CASE', kind: 'prior_authorization', key: 'k1' }, new AbortController().signal)) steps.push(step);
  return steps;
}

const counts = { sentences: 1, flags: 0, met: 0, partly: 0, not_met: 0, not_documented: 0 };
const done = `event: done\ndata: ${JSON.stringify({ document_id: '01DOC', version: 1, counts })}\n\n`;

describe('a draft', () => {
  it('is asked for with the digest of exactly the body that is sent', async () => {
    await run(done);
    const init = fetching.mock.calls[0]?.[1];
    const headers = init?.headers as Record<string, string>;
    expect(headers['x-amz-content-sha256']).toBe(await sha256(String(init?.body)));
    expect(headers['idempotency-key']).toBe('k1');
    expect(JSON.parse(String(init?.body))).toEqual({ case_id: '01CASE', kind: 'prior_authorization' });
  });

  it('within a portal’s limit says so', async () => {
    fetching.mockResolvedValueOnce(new Response(done));
    for await (const step of draft({ caseId: '01CASE', kind: 'portal_text', key: 'k1', characterLimit: 2000 }, new AbortController().signal)) expect(step.name).toBe('done');
    expect(JSON.parse(String(fetching.mock.calls[0]?.[1]?.body))).toEqual({ case_id: '01CASE', kind: 'portal_text', character_limit: 2000 });
  });

  it('hashes as everyone else does', async () => {
    expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('tells its steps in order and ends at done', async () => {
    const steps = await run(`event: stage\ndata: {"stage":"facts"}\n\nevent: unheard-of\ndata: {}\n\n${done}event: stage\ndata: {"stage":"late"}\n\n`);
    expect(steps).toEqual([
      { name: 'stage', stage: 'facts' },
      { name: 'done', documentId: '01DOC', version: 1, counts },
    ]);
  });

  it('is a problem when it ends without done', async () => {
    await expect(run('event: stage\ndata: {"stage":"facts"}\n\n')).rejects.toMatchObject({ code: 'stream-cut' });
  });

  it('is a problem when an event is torn', async () => {
    await expect(run('event: block\ndata: {"type":"hea\n\n')).rejects.toMatchObject({ code: 'stream-cut' });
  });

  it('throws the problem that the stream tells', async () => {
    const problem = { type: '/problems/unavailable', status: 503, request_id: 'r' };
    await expect(run(`event: error\ndata: ${JSON.stringify(problem)}\n\n`)).rejects.toMatchObject({ code: 'unavailable', status: 503, requestId: 'r' });
  });
});
