import type { NodeForm, TreeForm } from '../api/case.ts';
import type { Finding } from '../api/check.ts';
import { markedAt } from '../api/marked.ts';
import type { Refusal } from '../api/problem.ts';
import { Screen } from '../engine/screen.svelte.ts';
import { sentence } from '../ui/words.ts';

let made = 0;

/** Where the edited tree stands in a case. */
export const root = '/criteria/edited';

/** A criterion while it is edited. */
export class TreeNode {
  readonly key = (made += 1);
  text = $state('');
  role = $state('required');
  combinator = $state('all_of');
  items: TreeNode[] = $state([]);
  /** Why it does not apply; null while it does. */
  reason: string | null = $state(null);
  /** Whether its fields are shown. */
  open = $state(false);

  static of({ text = '', role = 'required', combinator = 'all_of', items = [], not_applicable }: NodeForm): TreeNode {
    const node = Object.assign(new TreeNode(), { text, role, combinator, reason: not_applicable ?? null });
    node.items = items.map((item) => TreeNode.of(item));
    return node;
  }

  form(): NodeForm {
    return {
      text: this.text.trim(),
      ...(this.role === 'required' ? {} : { role: this.role }),
      ...(this.items.length === 0 ? {} : { combinator: this.combinator, items: this.items.map((item) => item.form()) }),
      ...(this.reason === null ? {} : { not_applicable: this.reason.trim() }),
    };
  }
}

/** The criteria of a case while they are edited, and what the firewall and the server say to them. */
export class Tree {
  combinator = $state('all_of');
  items: TreeNode[] = $state([]);
  refusals: readonly Refusal[] = $state([]);
  /** What was taken out last, so that it can be put back. */
  removed: { readonly node: TreeNode; readonly from: TreeNode | null; readonly at: number } | null = $state.raw(null);
  readonly screen: Screen;
  #begun = '';

  constructor({ combinator = 'all_of', items = [] }: TreeForm, screen: Screen = new Screen()) {
    this.screen = screen;
    this.combinator = combinator;
    this.items = items.map((item) => TreeNode.of(item));
    this.#begun = JSON.stringify(this.form());
  }

  form(): TreeForm {
    return { combinator: this.combinator, items: this.items.map((item) => item.form()) };
  }

  /** Whether anything differs from what it began with. */
  get changed(): boolean {
    return JSON.stringify(this.form()) !== this.#begun;
  }

  /** Adds an empty criterion below another one, or at the end of all. */
  add(below: TreeNode | null): TreeNode {
    const node = Object.assign(new TreeNode(), { open: true });
    if (below === null) this.items = [...this.items, node];
    else below.items = [...below.items, node];
    this.#shifted();
    return node;
  }

  /** Takes a criterion out with all below it. */
  remove(node: TreeNode): void {
    const found = this.#listOf(node);
    if (found === null) return;
    this.removed = { node, from: found.owner, at: found.list.indexOf(node) };
    this.#put(found.owner, found.list.filter((one) => one !== node));
  }

  /** Puts back what was taken out last. */
  putBack(): void {
    if (this.removed === null) return;
    const { node, from, at } = this.removed;
    this.removed = null;
    this.#put(from, (from === null ? this.items : from.items).toSpliced(at, 0, node));
  }

  /** Every criterion with its pointer, in reading order. */
  all(): { readonly node: TreeNode; readonly pointer: string }[] {
    const below = (items: readonly TreeNode[], pointer: string): { node: TreeNode; pointer: string }[] =>
      items.flatMap((node, n) => [{ node, pointer: `${pointer}/items/${n}` }, ...below(node.items, `${pointer}/items/${n}`)]);
    return below(this.items, root);
  }

  /** What was refused of one field, in words. */
  wrong(pointer: string): string[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer && refusal.start === undefined).map((refusal) => sentence(refusal.detail));
  }

  touched(pointer: string): void {
    if (this.refusals.some((refusal) => refusal.pointer === pointer)) this.refusals = this.refusals.filter((refusal) => refusal.pointer !== pointer);
  }

  /** Brings refusals to their criteria, whose fields are opened. */
  refused(refusals: readonly Refusal[]): void {
    this.refusals = refusals;
    for (const { node, pointer } of this.all()) node.open ||= refusals.some((refusal) => refusal.pointer === pointer || refusal.pointer.replace(/\/(text|role|combinator|not_applicable)$/, '') === pointer);
    const texts = this.texts();
    const marked: Record<string, Finding[]> = {};
    for (const pointer of Object.keys(texts)) {
      const found = markedAt(pointer, refusals);
      if (found.length > 0) marked[pointer] = found;
    }
    if (Object.keys(marked).length > 0) this.screen.found(texts, marked);
  }

  /** What the page itself sees missing. */
  missing(): Refusal[] {
    const need = (pointer: string, detail: string): Refusal => ({ pointer, code: 'required', detail });
    const bare = this.all().flatMap(({ node, pointer }) => [
      ...(node.text.trim() === '' ? [need(`${pointer}/text`, 'Write the criterion, or remove it.')] : []),
      ...(node.reason !== null && node.reason.trim() === '' ? [need(`${pointer}/not_applicable`, 'Say why it does not apply.')] : []),
    ]);
    return this.items.length === 0 ? [need(root, 'Add at least one criterion, or go back to the payer’s text.')] : bare;
  }

  texts(): Record<string, string> {
    return Object.fromEntries(this.all().flatMap(({ node, pointer }) => [[`${pointer}/text`, node.text], ...(node.reason === null ? [] : [[`${pointer}/not_applicable`, node.reason]])]));
  }

  #listOf(node: TreeNode): { owner: TreeNode | null; list: TreeNode[] } | null {
    if (this.items.includes(node)) return { owner: null, list: this.items };
    const owner = this.all().find((one) => one.node.items.includes(node))?.node;
    return owner === undefined ? null : { owner, list: owner.items };
  }

  #put(owner: TreeNode | null, list: TreeNode[]): void {
    if (owner === null) this.items = list;
    else owner.items = list;
    this.#shifted();
  }

  /** Criteria moved: refusals and marks speak about other places now. */
  #shifted(): void {
    this.refusals = [];
    this.screen.again(this.texts());
  }
}
