import type { TreeForm } from './case.ts';
import type { Criterion, Status } from './document.ts';
import { call } from './http.ts';

/** How much hangs on a question, the most first. */
export type Weight = 'exclusion' | 'mandatory' | 'branch' | 'limit';

/** What would close a gap. */
export interface Question {
  readonly criterion: string;
  /** The payer's words. */
  readonly text: string;
  readonly status: Status;
  readonly question: string;
  /** What an answer must say to count. */
  readonly answer: string;
  /** The field of the case that the answer belongs into. */
  readonly pointer: string;
  readonly weight: Weight;
  /** The group of which one branch is enough. */
  readonly branch_of?: string;
}

/** What stands between a case and its payer's criteria. */
export interface Gaps {
  readonly counts: Readonly<Record<Status, number>>;
  readonly questions: readonly Question[];
  readonly criteria: readonly Criterion[];
  readonly set_aside?: readonly { readonly text: string; readonly reason: string }[];
  readonly tree: TreeForm;
  /** Why there are no criteria, if there are none. */
  readonly none?: string;
  /** What the chosen kind of document asks beside the criteria. */
  readonly asks?: readonly { readonly pointer: string; readonly text: string }[];
}

/** Holds a case against its criteria, and against what a kind of document asks. */
export async function gaps(caseId: string, kind?: string): Promise<Gaps> {
  return (await call<Gaps>('GET', `/api/cases/${caseId}/gaps${kind === undefined ? '' : `?kind=${kind}`}`)).value;
}
