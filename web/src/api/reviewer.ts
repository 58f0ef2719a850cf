import { call } from './http.ts';

/** Something that a payer's reviewer, who has the criteria and the letter and nothing else, would still ask. */
export interface Remark {
  readonly kind: string;
  readonly criterion?: string;
  /** The sentence in which it stands; none if it is nowhere. */
  readonly sentence?: string;
  readonly text: string;
}

/** What a reviewer would still ask, the weightiest first. */
export async function remarks(caseId: string, id: string): Promise<readonly Remark[]> {
  return (await call<{ remarks: Remark[] }>('GET', `/api/cases/${caseId}/documents/${id}/reviewer`)).value.remarks;
}
