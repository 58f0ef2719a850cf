import { correctCase, readCase, type Case } from '../api/case.ts';
import { gaps, type Gaps } from '../api/gaps.ts';
import { Problem, type Refusal } from '../api/problem.ts';

/** The gap check of a case: how it stands, what would close its gaps, and answers that go into the case. */
export class GapCheck {
  shown: Gaps | null = $state.raw(null);
  problem: Problem | null = $state(null);
  loading = $state(false);
  busy = $state(false);
  /** What was refused of the last answer. */
  refusals: readonly Refusal[] = $state([]);
  /** How many code points of the clinical text stood before the last answer. */
  offset = $state(0);
  /** Why the last answer did not arrive, other than by its words. */
  failed: Problem | null = $state(null);
  readonly #caseId: string;
  #kind: string | undefined;
  #asked = 0;

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  /** How many criteria there are, and how many of them are met. */
  get total(): { readonly met: number; readonly all: number } {
    const { met, partly, not_met, not_documented } = this.shown?.counts ?? { met: 0, partly: 0, not_met: 0, not_documented: 0 };
    return { met, all: met + partly + not_met + not_documented };
  }

  /** Holds the case against its criteria. What is shown stays until the answer is here; an answer for another kind is dropped. */
  async load(kind = this.#kind): Promise<void> {
    this.#kind = kind;
    const mine = (this.#asked += 1);
    this.problem = null;
    this.loading = true;
    try {
      const found = await gaps(this.#caseId, kind);
      if (mine === this.#asked) this.shown = found;
    } catch (thrown) {
      if (mine === this.#asked) this.problem = Problem.from(thrown);
    } finally {
      if (mine === this.#asked) this.loading = false;
    }
  }

  /**
   * Writes an answer behind the clinical text as it stands now, so that nothing written elsewhere is lost, and checks again.
   * The case as it then is; null if the answer was refused.
   */
  async answer(words: string, acknowledged: boolean): Promise<Case | null> {
    if (this.busy) return null;
    this.busy = true;
    this.refusals = [];
    this.failed = null;
    try {
      const { value, etag } = await readCase(this.#caseId);
      const before = behind(value.clinical);
      this.offset = [...before].length;
      const patch = { clinical: before + ended(words), ...(acknowledged ? { acknowledge_warnings: true } : {}) };
      const corrected = await correctCase(this.#caseId, patch, etag ?? `"${value.version}"`);
      await this.load();
      return corrected.value;
    } catch (thrown) {
      const caught = Problem.from(thrown);
      this.refusals = caught.errors;
      if (caught.errors.length === 0) this.failed = caught;
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** The clinical text with its last sentence ended, so that another can follow. */
function behind(clinical: string): string {
  const text = clinical.trimEnd();
  return `${text}${/[.!?:;]$/.test(text) ? '' : '.'}\n`;
}

const ended = (words: string): string => (/[.!?]$/.test(words.trimEnd()) ? words.trimEnd() : `${words.trimEnd()}.`);
