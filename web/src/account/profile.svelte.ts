import { correct, type Account, type Correction } from '../api/account.ts';
import { Problem, type Refusal } from '../api/problem.ts';
import { sentence } from '../ui/words.ts';

/** The correctable part of an account, as typed. */
export class Profile {
  name = $state('');
  practice = $state('');
  specialty = $state('');
  npi = $state('');
  email = $state('');
  /** Asked for with a new address only. */
  password = $state('');
  refusals: readonly Refusal[] = $state([]);
  problem: Problem | null = $state(null);
  busy = $state(false);
  saved = $state(false);
  readonly #was: Account;

  constructor(account: Account) {
    this.#was = account;
    this.name = account.member.name;
    this.practice = account.practice_name;
    this.specialty = account.specialty;
    this.npi = account.npi ?? '';
    this.email = account.member.email;
  }

  wrong(pointer: string): string[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer).map((refusal) => sentence(refusal.detail));
  }

  /** Whether another address stands in the field. */
  get moves(): boolean {
    return this.email.trim().toLowerCase() !== this.#was.member.email.toLowerCase();
  }

  /** What differs from what is stored. */
  change(): Correction {
    const npi = this.npi.replaceAll(/\s/g, '');
    return {
      ...(this.name.trim() === this.#was.member.name ? {} : { name: this.name.trim() }),
      ...(this.practice.trim() === this.#was.practice_name ? {} : { practice_name: this.practice.trim() }),
      ...(this.specialty.trim() === this.#was.specialty ? {} : { specialty: this.specialty.trim() }),
      ...(npi === (this.#was.npi ?? '') ? {} : { npi: npi === '' ? null : npi }),
      ...(this.moves ? { email: this.email.trim(), password: this.password } : {}),
    };
  }

  /** Sends what differs; true if something was stored. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.problem = null;
    this.refusals = [];
    this.saved = false;
    const change = this.change();
    if (Object.keys(change).length === 0) return (this.saved = true);
    this.busy = true;
    try {
      await correct(change);
      return (this.saved = true);
    } catch (thrown) {
      const problem = Problem.from(thrown);
      this.refusals = problem.errors;
      if (problem.errors.length === 0) this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
