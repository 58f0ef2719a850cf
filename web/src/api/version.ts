import type { Page } from './case.ts';
import type { DocumentState, LetterDocument } from './document.ts';
import { call, type Answer } from './http.ts';

/** What is told of a version without opening it. */
export interface VersionNote {
  readonly version: number;
  readonly state: DocumentState;
  readonly changed_at: string;
  readonly changed_by: string;
}

/** A run of words that share their fate. */
export interface Words {
  readonly fate: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** One heading, sentence, row or line, and what became of it. */
export type Part = { readonly kind: 'heading' | 'sentence' | 'row' | 'line'; readonly id?: string } & (
  | { readonly change: 'same' | 'added' | 'removed' | 'moved'; readonly text: string }
  | { readonly change: 'changed'; readonly before: string; readonly after: string; readonly moved: boolean; readonly words: readonly Words[] }
);

/** Two versions side by side, in the order of the later one. */
export interface Difference {
  readonly from: number;
  readonly to: number;
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number; readonly moved: number };
  readonly parts: readonly Part[];
}

const path = (caseId: string, id: string) => `/api/cases/${caseId}/documents/${id}`;

/** One page of versions, newest first; `cursor` is the `next` of the page before. */
export async function versions(caseId: string, id: string, cursor: string | null): Promise<Page<VersionNote>> {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return (await call<Page<VersionNote>>('GET', `${path(caseId, id)}/versions${query}`)).value;
}

/** What changed from a version to the present one. */
export async function changesSince(caseId: string, id: string, from: number): Promise<Difference> {
  return (await call<Difference>('GET', `${path(caseId, id)}/changes?from=${from}`)).value;
}

/** Makes the words of an earlier version the newest ones; the document is a draft again. */
export const restore = (caseId: string, id: string, version: number, etag: string): Promise<Answer<LetterDocument>> =>
  call<LetterDocument>('POST', `${path(caseId, id)}/restore`, { body: { version }, headers: { 'if-match': etag } });
