import { SvelteSet } from 'svelte/reactivity';
import type { Block, Criterion, Fact, LetterDocument, Resolution, Sentence, Source } from '../api/document.ts';

/** What a letter and the panel beside it show: a finished document, or one that is being written. */
export type Shown = Pick<LetterDocument, 'blocks' | 'facts' | 'criteria'> & Partial<Pick<LetterDocument, 're' | 'addressee' | 'sources' | 'resolutions'>>;

/** All sentences of a document, in reading order. */
export function sentencesOf(blocks: readonly Block[]): Sentence[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return block.sentences;
    return block.type === 'list' ? block.items.flatMap((item) => item.sentences) : [];
  });
}

/** Sentences whose flags nobody has answered yet. */
export const openOf = (blocks: readonly Block[], vouched: ReadonlySet<string>): Sentence[] =>
  sentencesOf(blocks).filter(({ id, flags, attestation }) => flags.length > 0 && attestation === undefined && !vouched.has(id));

/** Whether a clinician may say that a flagged sentence is right: not where the firewall withheld the words. */
export const mayVouch = ({ flags, attestation }: Sentence): boolean => flags.length > 0 && attestation === undefined && flags.every(({ kind }) => kind !== 'identifier');

/** Whether a fact can help a sentence: not where the firewall withheld the words. */
export const mayStand = ({ flags }: Sentence): boolean => flags.every(({ kind }) => kind !== 'identifier');

/** How the doubts about one sentence were answered, the latest first. */
export const answersOf = (sentence: string, resolutions: readonly Resolution[] = []): Resolution[] => resolutions.filter((one) => one.sentence === sentence).reverse();

export type Ground = { readonly id: string; readonly words: string; readonly kind: 'fact' | 'criterion' | 'source' | 'unknown' };

/** What a marker such as `F3` stands for. */
export function groundOf(id: string, facts: readonly Fact[], criteria: readonly Criterion[], sources: readonly Source[] = []): Ground {
  const fact = facts.find((one) => one.id === id);
  if (fact !== undefined) return { id, words: fact.text, kind: 'fact' };
  const criterion = criteria.find((one) => one.id === id);
  if (criterion !== undefined) return { id, words: criterion.text, kind: 'criterion' };
  const source = sources.find((one) => one.id === id);
  return source === undefined ? { id, words: '', kind: 'unknown' } : { id, words: source.title, kind: 'source' };
}

/** Which sentence somebody looks at. The chosen one stays; the one under the pointer or the focus comes before it. */
export class Reading {
  chosen: string | null = $state(null);
  near: string | null = $state(null);
  /** Flagged sentences of which somebody has said here that they are right. */
  readonly vouched = new SvelteSet<string>();
  /** The sentence whose text is being changed. */
  editing: string | null = $state(null);
  /** The sentence for which a fact is being added. */
  adding: string | null = $state(null);
  /** The sentence that somebody works on; it stays while they do. */
  readonly held: string | null = $derived(this.editing ?? this.adding);
  readonly current: string | null = $derived(this.held ?? this.near ?? this.chosen);
}
