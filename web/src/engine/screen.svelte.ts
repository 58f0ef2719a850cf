import type { check, Finding } from '../api/check.ts';
import { Problem } from '../api/problem.ts';
import { firewall, look } from './firewall.ts';
import { moved } from './offsets.ts';

type Check = typeof check;

/** Rest from typing before somebody looks: the server is asked seldom, the page itself at once. */
const restMs = { server: 450, page: 60 } as const;

/**
 * The firewall beside a form: what it found in which field, by JSON pointer. It looks again whenever somebody rests from
 * typing. This is a courtesy; the server looks at everything again before it stores anything.
 */
export class Screen {
  readonly findings: Record<string, Finding[]> = $state({});
  /** `away`: the last look failed; marks may be missing until the next one. */
  state: 'resting' | 'looking' | 'away' = $state('resting');
  /** Who looks: this page itself, or the server. */
  place: 'page' | 'server' = $state('server');
  readonly #texts = new Map<string, string>();
  readonly #unseen = new Set<string>();
  readonly #check: Check;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;

  constructor(by: Check = look) {
    this.#check = by;
    if (by === look) void this.#settle();
  }

  /** What was found in one field, in the order of the text. */
  of(pointer: string): readonly Finding[] {
    return this.findings[pointer] ?? [];
  }

  /** All findings of one action, with their field. */
  all(action: Finding['action']): { pointer: string; finding: Finding }[] {
    return Object.entries(this.findings).flatMap(([pointer, found]) => found.filter((finding) => finding.action === action).map((finding) => ({ pointer, finding })));
  }

  /** Somebody typed: marks move with the words, what was touched is looked at again after a rest. */
  edited(pointer: string, before: string, after: string): void {
    const left = moved(this.of(pointer), before, after);
    if (left.length > 0) this.findings[pointer] = left;
    else delete this.findings[pointer];
    this.#note(pointer, after);
    this.#wait(restMs[this.place]);
  }

  /** Puts what the server found in a form in the place of what was found before. */
  found(texts: Readonly<Record<string, string>>, findings: Readonly<Record<string, Finding[]>>): void {
    this.clear();
    for (const [pointer, text] of Object.entries(texts)) this.#texts.set(pointer, text);
    Object.assign(this.findings, findings);
  }

  /** Rows have moved: everything is looked at again under its new pointer. */
  again(texts: Readonly<Record<string, string>>): void {
    this.clear();
    for (const [pointer, text] of Object.entries(texts)) this.#note(pointer, text);
    this.#wait(restMs[this.place]);
  }

  /** Forgets everything, and stops looking. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#texts.clear();
    this.#unseen.clear();
    for (const pointer of Object.keys(this.findings)) delete this.findings[pointer];
    this.state = 'resting';
  }

  /** A text with placeholders for all that identifies; null where only the server can look. */
  async cleaned(text: string): Promise<string | null> {
    return (await (await firewall())?.redact(text).catch(() => null)) ?? null;
  }

  async #settle(): Promise<void> {
    if ((await firewall()) !== null) this.place = 'page';
  }

  #note(pointer: string, text: string): void {
    this.#texts.set(pointer, text);
    this.#unseen.add(pointer);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
  }

  async #look(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const asked = Object.fromEntries([...this.#unseen].map((pointer) => [pointer, this.#texts.get(pointer) ?? '']));
    if (Object.keys(asked).length === 0) return;
    this.state = 'looking';
    try {
      const found = await this.#check(asked, running.signal);
      if (!running.signal.aborted) this.#take(asked, found);
    } catch (thrown) {
      if (!running.signal.aborted) this.#failed(Problem.from(thrown));
    }
  }

  /** Answers about a text that has changed since are dropped: another look is on its way. */
  #take(asked: Readonly<Record<string, string>>, found: Readonly<Record<string, Finding[]>>): void {
    for (const [pointer, text] of Object.entries(asked)) {
      if (this.#texts.get(pointer) !== text) continue;
      this.#unseen.delete(pointer);
      const here = found[pointer] ?? [];
      if (here.length > 0) this.findings[pointer] = here;
      else delete this.findings[pointer];
    }
    this.state = 'resting';
  }

  #failed(problem: Problem): void {
    this.state = 'away';
    if (problem.status === 429) this.#wait((problem.retryAfterSeconds ?? 10) * 1000);
  }
}
