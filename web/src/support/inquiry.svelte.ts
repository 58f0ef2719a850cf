import { account } from '../api/account.ts';
import { markedAt } from '../api/marked.ts';
import { Problem, type Refusal } from '../api/problem.ts';
import { ask, type Question, type Topic } from '../api/support.ts';
import { Screen } from '../engine/screen.svelte.ts';
import { sentence } from '../ui/words.ts';

/** The most characters of a message, as the server has it. */
export const mostCharacters = 4000;

/** Who writes: it decides whether an address is asked for. */
export type Writer = 'member' | 'visitor';

/** A message to the people behind Luma: what is typed, what was refused, and whether it is on its way. */
export class Inquiry {
  topic: Topic = $state('question');
  message = $state('');
  email = $state('');
  reference = $state('');
  acknowledged = $state(false);
  /** What was refused, apart from marked words. */
  refusals: readonly Refusal[] = $state([]);
  problem: Problem | null = $state(null);
  busy = $state(false);
  sent = $state(false);
  readonly screen: Screen;

  /** With the id of a request that failed, if the page was opened from its error. */
  constructor(reference: string | null, screen: Screen = new Screen()) {
    this.screen = screen;
    if (reference !== null) Object.assign(this, { reference, topic: 'problem' });
  }

  /** What was refused of one field, in words. */
  wrong(pointer: string): string[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer).map((refusal) => sentence(refusal.detail));
  }

  /** Forgets what was refused of a field that is being changed. */
  touched(pointer: string): void {
    this.refusals = this.refusals.filter((refusal) => refusal.pointer !== pointer);
  }

  /** Sends the message unless the app itself sees that it cannot be accepted. Whatever happens, nothing typed is lost. */
  async send(writer: Writer): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.refusals = this.#missing(writer);
    if (this.refusals.length > 0) return;
    this.busy = true;
    const message = this.message;
    try {
      // A session that ran out while somebody wrote is renewed first: without it the server takes a member for a visitor.
      if (writer === 'member') await account();
      await ask(this.#body(writer));
      this.screen.clear();
      this.sent = true;
    } catch (thrown) {
      this.#refused(Problem.from(thrown), message);
    } finally {
      this.busy = false;
    }
  }

  /** Brings the server's refusals to their fields: marked words to the screen, the rest to the fields' messages. */
  #refused(problem: Problem, message: string): void {
    const marked = markedAt('/message', problem.errors);
    if (marked.length > 0 && message === this.message) this.screen.found({ '/message': message }, { '/message': marked });
    this.refusals = [...problem.errors.filter((refusal) => refusal.category === undefined), ...this.#marked()];
    if (this.refusals.length === 0) this.problem = problem;
  }

  /** Offsets of findings count in the text as typed, so it is not trimmed. */
  #body(writer: Writer): Question {
    const reference = this.reference.trim();
    return {
      topic: this.topic,
      message: this.message,
      ...(writer === 'visitor' ? { email: this.email.trim() } : {}),
      ...(reference === '' ? {} : { reference }),
      ...(this.acknowledged ? { acknowledge_warnings: true as const } : {}),
    };
  }

  #missing(writer: Writer): Refusal[] {
    const refused: Refusal[] = [];
    const need = (pointer: string, present: boolean, detail: string) => {
      if (!present) refused.push({ pointer, code: 'required', detail });
    };
    need('/message', this.message.trim() !== '', 'Write what it is about.');
    need('/message', [...this.message].length <= mostCharacters, `Use at most ${mostCharacters.toLocaleString('en-US')} characters.`);
    refused.push(...this.#marked());
    if (writer === 'visitor') need('/email', /^\S+@\S+$/.test(this.email.trim()), 'Enter the address that we may answer to.');
    return refused;
  }

  /** Marked words as refusals; the place of a warning is the box that answers it. */
  #marked(): Refusal[] {
    const blocked = this.screen.all('block').length > 0;
    const warned = this.screen.all('warn').length > 0 && !this.acknowledged;
    return [
      ...(blocked ? [{ pointer: '/message', code: 'identifiers-found', detail: 'Take out what is marked: it may identify a patient.' }] : []),
      ...(warned ? [{ pointer: '/acknowledge_warnings', code: 'identifiers-suspected', detail: 'Look at the warnings, then tick that they identify nobody.' }] : []),
    ];
  }
}
