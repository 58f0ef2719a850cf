import { readDocument, type LetterDocument } from '../api/document.ts';
import { Problem } from '../api/problem.ts';
import { changesSince, restore, versions, type Difference, type VersionNote } from '../api/version.ts';

/** The versions of a document, and what changed since one of them. */
export class Versions {
  document: LetterDocument | null = $state.raw(null);
  items: readonly VersionNote[] = $state.raw([]);
  next: string | null = $state(null);
  /** The version that is compared with the present one. */
  compared: number | null = $state(null);
  difference: Difference | null = $state.raw(null);
  /** Why the list could not be read. */
  problem: Problem | null = $state(null);
  /** Why the comparison could not be made. */
  refused: Problem | null = $state(null);
  readonly #caseId: string;
  readonly #id: string;
  #etag = '';

  constructor(caseId: string, id: string) {
    this.#caseId = caseId;
    this.#id = id;
  }

  /** Reads the document and the newest of its versions. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      const [answer, page] = await Promise.all([readDocument(this.#caseId, this.#id), versions(this.#caseId, this.#id, null)]);
      this.#take(answer.value, answer.etag);
      this.items = page.items;
      this.next = page.next;
    } catch (thrown) {
      this.problem = Problem.from(thrown);
    }
  }

  /** Reads the versions before those that are shown. */
  async more(): Promise<void> {
    this.problem = null;
    try {
      const page = await versions(this.#caseId, this.#id, this.next);
      this.items = [...this.items, ...page.items];
      this.next = page.next;
    } catch (thrown) {
      this.problem = Problem.from(thrown);
    }
  }

  /** Shows what changed from a version to the present one. An answer about a version that is no longer asked for is dropped. */
  async compare(version: number): Promise<void> {
    this.compared = version;
    this.difference = null;
    this.refused = null;
    try {
      const difference = await changesSince(this.#caseId, this.#id, version);
      if (this.compared === version) this.difference = difference;
    } catch (thrown) {
      if (this.compared === version) this.refused = Problem.from(thrown);
    }
  }

  close(): void {
    this.compared = null;
    this.difference = null;
    this.refused = null;
  }

  /** Makes an earlier version the newest one and tells its new number; throws the problem of a refusal. */
  async restore(version: number): Promise<number> {
    const { value, etag } = await restore(this.#caseId, this.#id, version, this.#etag);
    this.#take(value, etag);
    this.close();
    await this.load();
    return value.version;
  }

  #take(document: LetterDocument, etag: string | null): void {
    this.document = document;
    this.#etag = etag ?? `"${document.version}"`;
  }
}
