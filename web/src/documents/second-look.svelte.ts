import { Problem } from '../api/problem.ts';
import { remarks, type Remark } from '../api/reviewer.ts';

/** What a payer's reviewer would still ask of a document, read again for each of its versions. */
export class SecondLook {
  remarks: readonly Remark[] | null = $state.raw(null);
  problem: Problem | null = $state(null);
  readonly #caseId: string;
  readonly #id: string;
  #asked = 0;

  constructor(caseId: string, id: string) {
    this.#caseId = caseId;
    this.#id = id;
  }

  /** Reads the document as a reviewer. An answer about an earlier version is dropped; what was shown stays until then. */
  async load(): Promise<void> {
    const mine = (this.#asked += 1);
    this.problem = null;
    try {
      const found = await remarks(this.#caseId, this.#id);
      if (mine === this.#asked) this.remarks = found;
    } catch (thrown) {
      if (mine === this.#asked) this.problem = Problem.from(thrown);
    }
  }
}
