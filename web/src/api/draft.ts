import type { Block, Criterion, Fact, Kind, Sentence } from './document.ts';
import { send } from './http.ts';
import { Problem, problemIn } from './problem.ts';
import { events, type ServerEvent } from './sse.ts';

export type Stage = 'facts' | 'criteria' | 'drafting' | 'saving';

export interface Counts {
  readonly sentences: number;
  readonly flags: number;
  readonly met: number;
  readonly partly: number;
  readonly not_met: number;
  readonly not_documented: number;
}

/** A block as it begins: paragraphs and lists come empty, their sentences follow. */
export type OpenBlock = Block & { readonly index: number };
export type PlacedSentence = Sentence & { readonly block: number; readonly item?: number };

/** What a draft tells while it is written. */
export type DraftEvent =
  | { readonly name: 'stage'; readonly stage: Stage }
  | { readonly name: 'facts'; readonly facts: readonly Fact[] }
  | { readonly name: 'block'; readonly block: OpenBlock }
  | { readonly name: 'sentence'; readonly sentence: PlacedSentence }
  | { readonly name: 'checklist'; readonly criteria: readonly Criterion[] }
  | { readonly name: 'done'; readonly documentId: string; readonly version: number; readonly counts: Counts };

/** What is to be drafted. Asking again with the same key never counts a second letter. */
export interface Wish {
  readonly caseId: string;
  readonly kind: Kind;
  readonly key: string;
  /** How many characters the portal's field takes; for a portal's text alone. */
  readonly characterLimit?: number;
}

/**
 * Drafts a document and tells each step. Throws the problem of a refusal or of the stream's `error` event;
 * a stream that ends without `done` is a problem too.
 */
export async function* draft({ caseId, kind, key, characterLimit }: Wish, signal: AbortSignal): AsyncGenerator<DraftEvent> {
  const body = JSON.stringify({ case_id: caseId, kind, ...(characterLimit === undefined ? {} : { character_limit: characterLimit }) });
  // The edge signs the request for the function with this digest; without it the body would not be covered.
  const headers = { accept: 'text/event-stream', 'x-amz-content-sha256': await sha256(body), 'idempotency-key': key };
  const response = await send('POST', '/stream/draft', { body, headers, signal });
  if (response.body === null) throw new Problem(0, 'stream-cut');
  for await (const event of connected(events(response.body))) {
    if (event.name === 'error') throw problemIn(read(event));
    const step = stepOf(event);
    if (step !== null) yield step;
    if (step?.name === 'done') return;
  }
  throw new Problem(0, 'stream-cut');
}

/** The SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A connection that breaks in the middle is a cut stream; a stop by the user stays what it is. */
async function* connected(from: AsyncGenerator<ServerEvent>): AsyncGenerator<ServerEvent> {
  try {
    yield* from;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new Problem(0, 'stream-cut');
  }
}

/** Events of other names are passed over, so that the server may tell more than this version of the app knows. */
function stepOf(event: ServerEvent): DraftEvent | null {
  switch (event.name) {
    case 'stage':
      return { name: 'stage', ...(read(event) as { stage: Stage }) };
    case 'facts':
      return { name: 'facts', ...(read(event) as { facts: Fact[] }) };
    case 'block':
      return { name: 'block', block: read(event) as OpenBlock };
    case 'sentence':
      return { name: 'sentence', sentence: read(event) as PlacedSentence };
    case 'checklist':
      return { name: 'checklist', ...(read(event) as { criteria: Criterion[] }) };
    case 'done': {
      const { document_id, version, counts } = read(event) as { document_id: string; version: number; counts: Counts };
      return { name: 'done', documentId: document_id, version, counts };
    }
    default:
      return null;
  }
}

function read(event: ServerEvent): unknown {
  try {
    return JSON.parse(event.data);
  } catch {
    throw new Problem(0, 'stream-cut');
  }
}
