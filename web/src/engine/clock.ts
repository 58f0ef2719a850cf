import type { DenialLevel, LineOfBusiness } from '../api/case.ts';

/** What is asked of the clocks. It never leaves the page. */
export interface Question {
  readonly plan: LineOfBusiness;
  readonly state: string;
  readonly step: DenialLevel;
  readonly days_since_notice?: number;
}

export interface Due {
  readonly what?: string;
  readonly within: string;
}

export interface Filing {
  readonly standing: 'open' | 'open_at_least' | 'may_have_passed' | 'passed' | 'by_itself' | 'no_deadline' | 'not_counted' | 'not_known';
  readonly days?: number;
  readonly say: string;
  readonly allowed?: string;
  readonly counted?: string;
}

/** What a rule says, with the law that says so. */
export interface Known {
  readonly answer: 'known';
  readonly level: string;
  readonly decider: string;
  readonly filing: Filing;
  readonly standard: readonly Due[];
  readonly expedited: readonly Due[];
  readonly late?: string;
  readonly notes?: string;
  readonly next?: { readonly level: string; readonly decider: string };
  readonly law: string;
  readonly citation: string;
  readonly url: string;
  readonly checked_on: string;
}

export interface NotKnown {
  readonly answer: 'not_known';
  readonly say: string;
}

export type Answer = Known | NotKnown;

interface Exports {
  readonly memory: WebAssembly.Memory;
  input(bytes: number): number;
  output(): number;
  forget(): void;
  clock(): number;
}

/** The rules about deadlines, in the page. They know no date, are asked with days since the notice, and answer at once. */
export class Clocks {
  readonly #wasm: Exports;

  constructor(module: WebAssembly.Module) {
    this.#wasm = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
  }

  /** What is next and how long it stays open; null if that is no question. */
  ask(question: Question): Answer | null {
    const { memory, input, output, forget, clock } = this.#wasm;
    try {
      const bytes = new TextEncoder().encode(JSON.stringify(question));
      // Making room may grow the memory, and only then is its buffer the right one.
      const place = input(bytes.length);
      new Uint8Array(memory.buffer).set(bytes, place);
      const length = clock();
      const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length))) as Answer | { refused: string };
      return 'refused' in answer ? null : answer;
    } finally {
      forget();
    }
  }
}

let here: Promise<Clocks | null> | undefined;

/** The clocks of this page; null where they could not be loaded. They are loaded with the first call. */
export function clocks(): Promise<Clocks | null> {
  here ??= load();
  return here;
}

async function load(): Promise<Clocks | null> {
  try {
    const response = await fetch('/engine/clock.wasm');
    return response.ok ? new Clocks(await WebAssembly.compileStreaming(response)) : null;
  } catch {
    return null;
  }
}
