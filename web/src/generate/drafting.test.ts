import { afterEach, describe, expect, it, vi } from 'vitest';
import { Drafting } from './drafting.svelte.ts';

const begun = () => new Drafting({ caseId: '01CASE', kind: 'prior_authorization', key: 'k1' });
const sentence = (id: string) => ({ id, text: `text of ${id}`, evidence: ['F1'], flags: [] });

afterEach(() => vi.unstubAllGlobals());

/** A stream that sends one event and then keeps silent until it is given up. */
function silentAfter(first: string): typeof fetch {
  return (_, init) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(first));
        init?.signal?.addEventListener('abort', () => controller.error(new DOMException('stopped', 'AbortError')));
      },
    });
    return Promise.resolve(new Response(body));
  };
}

describe('a document while it is written', () => {
  it('puts sentences into their paragraph and list item', () => {
    const drafting = begun();
    drafting.take({ name: 'block', block: { index: 0, type: 'paragraph', sentences: [] } });
    drafting.take({ name: 'block', block: { index: 1, type: 'list', ordered: true, items: [] } });
    drafting.take({ name: 'sentence', sentence: { block: 0, ...sentence('s1') } });
    drafting.take({ name: 'sentence', sentence: { block: 1, item: 0, ...sentence('s2') } });
    drafting.take({ name: 'sentence', sentence: { block: 1, item: 1, ...sentence('s3') } });
    drafting.take({ name: 'sentence', sentence: { block: 1, item: 1, ...sentence('s4') } });
    expect(drafting.blocks).toEqual([
      { type: 'paragraph', sentences: [sentence('s1')] },
      { type: 'list', ordered: true, items: [{ sentences: [sentence('s2')] }, { sentences: [sentence('s3'), sentence('s4')] }] },
    ]);
  });

  it('takes blocks as the stream sends them, without their empty lists', () => {
    const drafting = begun();
    drafting.take({ name: 'block', block: JSON.parse('{"index":0,"type":"paragraph"}') });
    drafting.take({ name: 'sentence', sentence: { block: 0, ...sentence('s1') } });
    expect(drafting.blocks).toEqual([{ type: 'paragraph', sentences: [sentence('s1')] }]);
  });

  it('loses a sentence whose block never came rather than breaking', () => {
    const drafting = begun();
    drafting.take({ name: 'sentence', sentence: { block: 4, ...sentence('s1') } });
    expect(drafting.blocks).toEqual([]);
  });

  it('is done only when the stream says so', () => {
    const drafting = begun();
    drafting.take({ name: 'stage', stage: 'saving' });
    expect(drafting.state).toBe('writing');
    drafting.take({ name: 'done', documentId: '01DOC', version: 1, counts: { sentences: 1, flags: 0, met: 0, partly: 0, not_met: 0, not_documented: 0 } });
    expect([drafting.state, drafting.documentId]).toEqual(['done', '01DOC']);
  });

  it('keeps what was written when it is stopped', async () => {
    vi.stubGlobal('fetch', silentAfter('event: block\ndata: {"index":0,"type":"heading","level":2,"text":"Request"}\n\n'));
    const drafting = begun();
    const running = drafting.run();
    await vi.waitFor(() => expect(drafting.blocks).toHaveLength(1));
    drafting.stop();
    await running;
    expect([drafting.state, drafting.problem]).toEqual(['stopped', null]);
    expect(drafting.blocks).toHaveLength(1);
  });

  it('fails, keeping what was written, when the stream breaks', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('event: stage\ndata: {"stage":"drafting"}\n\n')),
      pull: (controller) => controller.error(new TypeError('network')),
    });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body)));
    const drafting = begun();
    await drafting.run();
    expect([drafting.state, drafting.problem?.code]).toEqual(['failed', 'stream-cut']);
  });
});
