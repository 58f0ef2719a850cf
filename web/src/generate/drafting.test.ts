import { describe, expect, it } from 'vitest';
import { Drafting } from './drafting.svelte.ts';

const begun = () => new Drafting({ caseId: '01CASE', kind: 'prior_authorization' });
const sentence = (id: string) => ({ id, text: `text of ${id}`, evidence: ['F1'], flags: [] });

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
});
