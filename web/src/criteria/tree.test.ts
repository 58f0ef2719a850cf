import { describe, expect, it } from 'vitest';
import type { TreeForm } from '../api/case.ts';
import { Screen } from '../engine/screen.svelte.ts';
import { Tree, type TreeNode } from './tree.svelte.ts';

const policy: TreeForm = {
  combinator: 'all_of',
  items: [
    { text: 'Diagnosis of rheumatoid arthritis' },
    { text: 'One of', combinator: 'one_of', items: [{ text: 'Failure of methotrexate' }, { text: 'Contraindication', not_applicable: 'never given' }] },
    { text: 'Active infection', role: 'exclusion' },
  ],
};
const quiet = (form = policy) => new Tree(form, new Screen(() => Promise.resolve({})));
const node = (tree: Tree, text: string): TreeNode => {
  const found = tree.all().find((one) => one.node.text === text)?.node;
  if (found === undefined) throw new Error(`no criterion ${text}`);
  return found;
};

describe('criteria that are edited', () => {
  it('go back as they came', () => {
    const tree = quiet();
    expect(tree.form()).toEqual(policy);
    expect(tree.changed).toBe(false);
  });

  it('are set aside with a reason, and apply again without one', () => {
    const tree = quiet();
    node(tree, 'Active infection').reason = ' screened already ';
    expect(tree.form().items?.[2]).toEqual({ text: 'Active infection', role: 'exclusion', not_applicable: 'screened already' });
    expect(tree.changed).toBe(true);
    node(tree, 'Contraindication').reason = null;
    expect(tree.form().items?.[1]?.items?.[1]).toEqual({ text: 'Contraindication' });
  });

  it('come back to their place after they were removed', () => {
    const tree = quiet();
    tree.remove(node(tree, 'Failure of methotrexate'));
    expect(tree.form().items?.[1]?.items).toEqual([{ text: 'Contraindication', not_applicable: 'never given' }]);
    tree.putBack();
    expect(tree.form()).toEqual(policy);
    expect(tree.removed).toBeNull();
  });

  it('lose how they combine with the last one below', () => {
    const tree = quiet();
    for (const text of ['Failure of methotrexate', 'Contraindication']) tree.remove(node(tree, text));
    expect(tree.form().items?.[1]).toEqual({ text: 'One of' });
  });

  it('can be added at the end and below another, and then need words', () => {
    const tree = quiet();
    tree.add(null).text = 'Negative tuberculosis test';
    tree.add(node(tree, 'Active infection'));
    expect(tree.form().items?.map((item) => item.text)).toEqual(['Diagnosis of rheumatoid arthritis', 'One of', 'Active infection', 'Negative tuberculosis test']);
    expect(tree.missing().map(({ pointer }) => pointer)).toEqual(['/criteria/edited/items/2/items/0/text']);
  });

  it('ask why one does not apply, and for at least one', () => {
    const tree = quiet({ items: [{ text: 'x' }] });
    node(tree, 'x').reason = ' ';
    expect(tree.missing().map(({ pointer }) => pointer)).toEqual(['/criteria/edited/items/0/not_applicable']);
    tree.remove(node(tree, 'x'));
    expect(tree.missing().map(({ pointer }) => pointer)).toEqual(['/criteria/edited']);
  });

  it('are opened where something was refused, with the words marked', () => {
    const tree = quiet();
    const pointer = '/criteria/edited/items/1/items/1/not_applicable';
    tree.refused([
      { pointer, code: 'identifiers-found', detail: 'd', start: 0, end: 5, category: 'NAME' },
      { pointer: '/criteria/edited/items/1/combinator', code: 'out-of-range', detail: 'more criteria are asked for than stand below and apply' },
    ]);
    expect(tree.all().filter((one) => one.node.open).map((one) => one.node.text)).toEqual(['One of', 'Contraindication']);
    expect(tree.screen.of(pointer)).toHaveLength(1);
    expect(tree.wrong('/criteria/edited/items/1/combinator')).toEqual(['More criteria are asked for than stand below and apply.']);
    tree.touched('/criteria/edited/items/1/combinator');
    expect(tree.wrong('/criteria/edited/items/1/combinator')).toEqual([]);
  });
});
