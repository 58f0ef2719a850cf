import type { Finding } from '../api/check.ts';
import { inPoints, type Span } from './offsets.ts';

/** What `web/wasm` exports: text goes in as UTF-8, answers come out as JSON with offsets in UTF-16 code units. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  input(bytes: number): number;
  output(): number;
  forget(): void;
  redact(): number;
  digest(): bigint;
  dictionary(): number;
  rewrite(year: number, month: number, day: number): number;
}

type Rewrite = Span & { readonly text: string };

/** The text could not be searched; it must not be taken for clean. */
export class Unsearchable extends Error {
  override readonly name = 'Unsearchable';
}

/** The firewall of the server, in the page. Texts are overwritten as soon as they are answered. */
export class Firewall {
  readonly #wasm: Exports;

  constructor(module: WebAssembly.Module) {
    this.#wasm = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
  }

  /** Where the dictionary lies that this module was built with; its name changes with its content. */
  get dictionary(): string {
    return `/assets/words-${BigInt.asUintN(64, this.#wasm.digest()).toString(16).padStart(16, '0')}.bin`;
  }

  /** Takes that dictionary. Before, and with any other, every text is refused. */
  learn(dictionary: Uint8Array): void {
    this.#ask(dictionary, () => this.#wasm.dictionary());
  }

  /** What identifies somebody in a text, each date with how to say it as seen from `today`. */
  scan(text: string, today: Date): Finding[] {
    const { findings, rewrites } = this.#ask<{ findings: Finding[]; rewrites: Rewrite[] }>(text, () => this.#wasm.rewrite(today.getFullYear(), today.getMonth() + 1, today.getDate()));
    return inPoints(text, findings.map((finding) => withRewrite(finding, rewrites)));
  }

  /** The text with a placeholder for everything that identifies somebody. */
  redact(text: string): string {
    return this.#ask<{ text: string }>(text, () => this.#wasm.redact()).text;
  }

  #ask<T>(asked: string | Uint8Array, work: () => number): T {
    const { memory, input, output, forget } = this.#wasm;
    try {
      const bytes = typeof asked === 'string' ? new TextEncoder().encode(asked) : asked;
      // Making room may grow the memory, and only then is its buffer the right one.
      const place = input(bytes.length);
      new Uint8Array(memory.buffer).set(bytes, place);
      const length = work();
      const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length))) as T | { refused: string };
      if (typeof answer === 'object' && answer !== null && 'refused' in answer) throw new Unsearchable(answer.refused);
      return answer;
    } finally {
      forget();
    }
  }
}

/** Joins a finding with the rewrite of the words it lies in. */
function withRewrite(finding: Finding, rewrites: readonly Rewrite[]): Finding {
  const rewrite = rewrites.find((one) => one.start <= finding.start && finding.end <= one.end);
  return rewrite === undefined ? finding : { ...finding, rewrite: { before: finding.start - rewrite.start, after: rewrite.end - finding.end, text: rewrite.text } };
}
