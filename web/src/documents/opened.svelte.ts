import { addFact, readDocument, review, revise, signOff, type Edit, type LetterDocument, type NewFact } from '../api/document.ts';
import type { Answer } from '../api/http.ts';
import { Problem, type Refusal } from '../api/problem.ts';

/** A document somebody has open, with the version their changes are held against. */
export class Opened {
  document: LetterDocument | null = $state.raw(null);
  problem: Problem | null = $state(null);
  /** What was refused of the last change. */
  refusals: readonly Refusal[] = $state([]);
  /** The last change met a newer version; what was typed waits. */
  outdated = $state(false);
  busy = $state(false);
  readonly #caseId: string;
  readonly #id: string;
  #etag = '';

  constructor(caseId: string, id: string) {
    this.#caseId = caseId;
    this.#id = id;
  }

  /** Reads the document as it stands now. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      const { value, etag } = await readDocument(this.#caseId, this.#id);
      this.#take(value, etag);
    } catch (thrown) {
      this.problem = Problem.from(thrown);
    }
  }

  /** Changes the document; true once the change stands. */
  change(edits: readonly Edit[]): Promise<boolean> {
    return this.#act(() => revise(this.#caseId, this.#id, edits, this.#etag));
  }

  /** Adds a fact to the case on which a sentence then stands; true once that is so. */
  addFact(fact: NewFact): Promise<boolean> {
    return this.#act(() => addFact(this.#caseId, this.#id, fact, this.#etag));
  }

  /** Marks it as reviewed, vouching for these flagged sentences; true once that stands. */
  review(attested: readonly string[]): Promise<boolean> {
    return this.#act(() => review(this.#caseId, this.#id, attested, this.#etag));
  }

  /** Signs it off; true once that stands. */
  signOff(): Promise<boolean> {
    return this.#act(() => signOff(this.#caseId, this.#id, this.#etag));
  }

  async #act(work: () => Promise<Answer<LetterDocument>>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.refusals = [];
    try {
      const { value, etag } = await work();
      this.#take(value, etag);
      return true;
    } catch (thrown) {
      this.#refused(Problem.from(thrown));
      return false;
    } finally {
      this.busy = false;
    }
  }

  #refused(problem: Problem): void {
    this.outdated = problem.code === 'version-conflict';
    this.refusals = problem.errors;
    if (problem.errors.length === 0) this.problem = problem;
  }

  #take(document: LetterDocument, etag: string | null): void {
    this.document = document;
    this.#etag = etag ?? `"${document.version}"`;
    this.outdated = false;
  }
}
