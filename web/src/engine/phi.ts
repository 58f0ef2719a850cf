import type { Ask } from './phi.worker.ts';

/** What the firewall found; offsets are UTF-16 code units, as strings here have them. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly category: string;
  readonly action: 'block' | 'warn';
  readonly rule: string;
  readonly hint: string;
}

/** Another way to say a date: `text` in the place of the units from `start` to `end`. */
export interface Rewrite {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The engine refused or could not be loaded: the text counts as not clean. */
export class EngineRefused extends Error {
  constructor(readonly code: string) {
    super('the text could not be searched here');
  }
}

type Told = { readonly refused: string } | Readonly<Record<string, unknown>>;
type Work = Ask extends infer A ? (A extends Ask ? Omit<A, 'id'> : never) : never;

/** The firewall in the browser. Nothing it is given leaves the page. */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (told: Told) => void>();
  #asked = 0;

  constructor(worker: Worker = new Worker(new URL('./phi.worker.ts', import.meta.url), { type: 'module' })) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; told: Told }>) => this.#answer(data.id, data.told));
    worker.addEventListener('error', () => {
      for (const id of [...this.#waiting.keys()]) this.#answer(id, { refused: 'unavailable' });
    });
  }

  async scan(text: string): Promise<readonly Marked[]> {
    return ((await this.#ask({ work: 'scan', text })) as { findings: Marked[] }).findings;
  }

  /** The text with placeholders for what identifies. */
  async redact(text: string): Promise<string> {
    return ((await this.#ask({ work: 'redact', text })) as { text: string }).text;
  }

  /** How to say the text's dates relative to a day of the page's calendar. */
  async rewrites(text: string, today: Date): Promise<readonly Rewrite[]> {
    const day = { year: today.getFullYear(), month: today.getMonth() + 1, day: today.getDate() };
    return ((await this.#ask({ work: 'rewrite', text, today: day })) as { rewrites: Rewrite[] }).rewrites;
  }

  async #ask(work: Work): Promise<Told> {
    const id = (this.#asked += 1);
    const told = await new Promise<Told>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, ...work });
    });
    if ('refused' in told) throw new EngineRefused(String(told.refused));
    return told;
  }

  #answer(id: number, told: Told): void {
    this.#waiting.get(id)?.(told);
    this.#waiting.delete(id);
  }
}
