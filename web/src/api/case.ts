import { call, type Answer } from './http.ts';

export type Age = { readonly years: number } | { readonly months: number } | { readonly range: string };

export type LineOfBusiness =
  | 'commercial_fully_insured'
  | 'commercial_self_funded'
  | 'marketplace'
  | 'medicare_advantage'
  | 'medicare_part_d'
  | 'original_medicare'
  | 'medicaid'
  | 'medicaid_managed'
  | 'tricare'
  | 'va'
  | 'other'
  | 'unknown';

export type RequestKind = 'medication' | 'procedure' | 'device' | 'imaging' | 'genetic_test' | 'therapy' | 'admission' | 'nutrition' | 'other';
export type Outcome = 'failed' | 'partial' | 'intolerant' | 'contraindicated' | 'responding' | 'completed';
export type DenialLevel = 'first' | 'second' | 'external';

export interface Treatment {
  readonly treatment: string;
  readonly dose?: string;
  readonly duration?: string;
  readonly outcome: Outcome;
  readonly detail?: string;
}

export interface Medication {
  readonly name: string;
  readonly dose?: string;
  readonly frequency?: string;
}

/** A criterion in a tree that can be edited and sent back. */
export interface NodeForm {
  readonly text?: string;
  readonly role?: string;
  readonly combinator?: string;
  readonly items?: readonly NodeForm[];
  /** Why it does not apply to the case. */
  readonly not_applicable?: string;
}

export interface TreeForm {
  readonly combinator?: string;
  readonly items?: readonly NodeForm[];
}

/** What the clinician knows about a case: the body of `POST /api/cases`. */
export interface CaseContext {
  readonly patient: { readonly first_name: string; readonly age: Age; readonly state: string };
  readonly payer: { readonly name: string; readonly line_of_business: LineOfBusiness };
  readonly diagnoses: readonly string[];
  readonly request: {
    readonly kind: RequestKind;
    readonly name: string;
    readonly codes?: readonly string[];
    readonly dose?: string;
    readonly route?: string;
    readonly frequency?: string;
    readonly duration?: string;
  };
  readonly clinical: string;
  readonly history?: readonly Treatment[];
  readonly medications?: readonly Medication[];
  readonly criteria?: {
    readonly text?: string;
    /** The tree as somebody edited it; it stands in the place of what the text is read into. */
    readonly edited?: TreeForm;
  };
  readonly denial?: { readonly level: DenialLevel; readonly reason?: string; readonly text?: string };
}

export interface CaseForm extends CaseContext {
  readonly acknowledge_warnings?: boolean;
}

export interface Case extends CaseContext {
  readonly id: string;
  readonly version: number;
  readonly opened_at: string;
  readonly changed_at: string;
}

/** A case as the list shows it. */
export interface CaseItem {
  readonly id: string;
  readonly version: number;
  readonly opened_at: string;
  readonly changed_at: string;
  readonly patient: { readonly first_name: string };
  readonly payer: { readonly name: string };
  readonly request: { readonly kind: RequestKind; readonly name: string };
  readonly diagnoses: readonly string[];
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** One page of cases, newest first; `cursor` is the `next` of the page before. */
export async function cases(cursor: string | null): Promise<Page<CaseItem>> {
  const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
  return (await call<Page<CaseItem>>('GET', `/api/cases${query}`)).value;
}

export const readCase = (id: string): Promise<Answer<Case>> => call<Case>('GET', `/api/cases/${id}`);

/** Opens a case. The same key with the same form makes one case, however often it is sent. */
export const openCase = (form: CaseForm, key: string): Promise<Answer<Case>> =>
  call<Case>('POST', '/api/cases', { body: form, headers: { 'idempotency-key': key } });

/** Corrects a case by a JSON merge patch (RFC 7396). */
export const correctCase = (id: string, patch: unknown, etag: string): Promise<Answer<Case>> =>
  call<Case>('PATCH', `/api/cases/${id}`, { body: patch, headers: { 'if-match': etag } });

/** Deletes a case with all its documents, at once and for good. */
export const deleteCase = (id: string) => call<void>('DELETE', `/api/cases/${id}`);
