import type { Kind } from '../generate/kinds.ts';
import type { Page } from './case.ts';
import { call, type Answer } from './http.ts';

export type { Kind };
export type DocumentState = 'draft' | 'reviewed' | 'signed_off';
export type Status = 'met' | 'partly' | 'not_met' | 'not_documented';

/** A doubt about a part of a sentence; offsets count Unicode code points. */
export interface Flag {
  readonly kind: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A clinician's word: who, and when. */
export interface Attestation {
  readonly by: string;
  readonly at: string;
}

export interface Sentence {
  readonly id: string;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly flags: readonly Flag[];
  /** A clinician has said that it is right in spite of its flags. */
  readonly attestation?: Attestation;
}

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: string }
  | { readonly type: 'paragraph'; readonly sentences: readonly Sentence[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly { readonly sentences: readonly Sentence[] }[] }
  | { readonly type: 'table'; readonly caption?: string; readonly header: readonly string[]; readonly rows: readonly { readonly cells: readonly string[]; readonly evidence: readonly string[] }[] }
  | { readonly type: 'signature'; readonly lines: readonly string[] };

export interface Fact {
  readonly id: string;
  readonly text: string;
}

export interface Criterion {
  readonly id: string;
  readonly text: string;
  readonly status: Status;
  readonly evidence: readonly string[];
  readonly question?: string;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly retrieved_at: string;
  readonly quote: string;
}

/** How the doubts about one sentence were answered. */
export interface Resolution {
  readonly sentence: string;
  readonly doubts: readonly string[];
  readonly how: 'edited' | 'removed' | 'fact_added' | 'attested';
  /** The markers of the facts that were added. */
  readonly facts?: readonly string[];
  readonly by: string;
  readonly at: string;
}

export interface DraftedBy {
  readonly provider: string;
  readonly model: string | null;
}

export interface LetterDocument {
  readonly id: string;
  readonly case_id: string;
  readonly kind: Kind;
  readonly state: DocumentState;
  readonly version: number;
  readonly title: string;
  readonly drafted_by: DraftedBy;
  readonly blocks: readonly Block[];
  readonly facts: readonly Fact[];
  readonly criteria: readonly Criterion[];
  readonly sources: readonly Source[];
  readonly placeholders: readonly string[];
  readonly re?: readonly { readonly label: string; readonly value: string }[];
  readonly addressee?: readonly string[];
  /** How many characters the text may have, and the markers of what it leaves out for that. */
  readonly character_limit?: number;
  readonly left_out?: readonly string[];
  readonly partial?: boolean;
  readonly reviewed?: Attestation;
  readonly signed_off?: Attestation;
  readonly resolutions?: readonly Resolution[];
}

/** A document as the list of a case shows it. */
export interface DocumentItem {
  readonly id: string;
  readonly kind: Kind;
  readonly state: DocumentState;
  readonly version: number;
  readonly title: string;
}

/** One change to a document. */
export type Edit =
  | { readonly op: 'replace'; readonly sentence: string; readonly text: string; readonly evidence?: readonly string[] }
  | { readonly op: 'remove'; readonly sentence: string }
  | { readonly op: 'insert'; readonly after: string; readonly text: string; readonly evidence: readonly string[] };

/** A fact that is added while reviewing, and the sentence that shall stand on it. */
export interface NewFact {
  readonly text: string;
  readonly sentence: string;
  readonly acknowledge_warnings?: boolean;
}

const path = (caseId: string, id: string) => `/api/cases/${caseId}/documents/${id}`;

export async function documents(caseId: string): Promise<readonly DocumentItem[]> {
  return (await call<Page<DocumentItem>>('GET', `/api/cases/${caseId}/documents`)).value.items;
}

export const readDocument = (caseId: string, id: string): Promise<Answer<LetterDocument>> => call<LetterDocument>('GET', path(caseId, id));

/** Changes a document: all edits or none, each screened and held against the facts. */
export const revise = (caseId: string, id: string, edits: readonly Edit[], etag: string): Promise<Answer<LetterDocument>> =>
  call<LetterDocument>('PATCH', path(caseId, id), { body: { edits }, headers: { 'if-match': etag } });

/** Adds a fact to the case and lets a sentence stand on it; what was in doubt is held against the facts again. */
export const addFact = (caseId: string, id: string, fact: NewFact, etag: string): Promise<Answer<LetterDocument>> =>
  call<LetterDocument>('POST', `${path(caseId, id)}/facts`, { body: fact, headers: { 'if-match': etag } });

/** Marks a document as reviewed; `attested` names the flagged sentences that are right as they stand. */
export const review = (caseId: string, id: string, attested: readonly string[], etag: string): Promise<Answer<LetterDocument>> =>
  call<LetterDocument>('POST', `${path(caseId, id)}/review`, { body: { attested }, headers: { 'if-match': etag } });

/** Signs a reviewed document off. */
export const signOff = (caseId: string, id: string, etag: string): Promise<Answer<LetterDocument>> =>
  call<LetterDocument>('POST', `${path(caseId, id)}/sign-off`, { headers: { 'if-match': etag } });

/** Deletes a document with its versions, at once and for good. */
export const deleteDocument = (caseId: string, id: string) => call<void>('DELETE', path(caseId, id));
