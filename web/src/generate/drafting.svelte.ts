import { draft, type Counts, type DraftEvent, type OpenBlock, type PlacedSentence, type Stage, type Wish } from '../api/draft.ts';
import type { Block, Criterion, Fact, Sentence } from '../api/document.ts';
import { Problem } from '../api/problem.ts';

/** A document while it is written: what has come so far, and how it ended. */
export class Drafting {
  state: 'writing' | 'done' | 'stopped' | 'failed' = $state('writing');
  stage: Stage = $state('facts');
  facts: readonly Fact[] = $state([]);
  criteria: readonly Criterion[] = $state([]);
  blocks: Block[] = $state([]);
  problem: Problem | null = $state(null);
  documentId: string | null = $state(null);
  counts: Counts | null = $state(null);
  readonly wish: Wish;
  /** The heading under which is being written, once there is one. */
  readonly section: string | null = $derived.by(() => {
    const heading = this.blocks.findLast((block) => block.type === 'heading');
    return heading?.type === 'heading' && this.stage === 'drafting' ? heading.text : null;
  });
  readonly #stopping = new AbortController();

  constructor(wish: Wish) {
    this.wish = wish;
  }

  /** Writes until the end, a stop or a failure; what came before stays readable. */
  async run(): Promise<void> {
    try {
      for await (const event of draft(this.wish, this.#stopping.signal)) this.take(event);
    } catch (thrown) {
      if (this.#stopping.signal.aborted) {
        this.state = 'stopped';
      } else {
        this.problem = Problem.from(thrown);
        this.state = 'failed';
      }
    }
  }

  /** Ends the writing; the server sees the connection close and gives the letter back to the quota. */
  stop(): void {
    this.#stopping.abort();
  }

  take(event: DraftEvent): void {
    switch (event.name) {
      case 'stage':
        this.stage = event.stage;
        break;
      case 'facts':
        this.facts = event.facts;
        break;
      case 'checklist':
        this.criteria = event.criteria;
        break;
      case 'block':
        this.blocks[event.block.index] = opened(event.block);
        break;
      case 'sentence':
        this.#add(event.sentence);
        break;
      case 'done':
        this.documentId = event.documentId;
        this.counts = event.counts;
        this.state = 'done';
    }
  }

  #add({ block: place, item = 0, ...sentence }: PlacedSentence): void {
    const block = this.blocks[place];
    if (block?.type === 'paragraph') this.blocks[place] = { ...block, sentences: [...block.sentences, sentence] };
    if (block?.type !== 'list') return;
    const items = [...block.items];
    items[item] = { sentences: [...(items[item]?.sentences ?? ([] as Sentence[])), sentence] };
    this.blocks[place] = { ...block, items };
  }
}

/** A block at its beginning: paragraphs and lists come without their sentences. */
function opened({ index: _, ...block }: OpenBlock): Block {
  if (block.type === 'paragraph') return { ...block, sentences: block.sentences ?? [] };
  return block.type === 'list' ? { ...block, items: block.items ?? [] } : block;
}

/** What somebody asked to be drafted, and what became of it; in memory only, so that a reload never drafts again. */
class Desk {
  wish: Wish | null = null;
  /** The counts of the document that was drafted last, to be told once. */
  fresh: { readonly documentId: string; readonly counts: Counts } | null = null;
}

export const desk = new Desk();
