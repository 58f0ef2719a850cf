import { signUp } from '../api/account.ts';
import { Problem, type Refusal } from '../api/problem.ts';
import { sentence } from '../ui/words.ts';

/** The shortest password without a second factor, in characters (NIST SP 800-63B-4). */
export const leastPasswordLength = 15;

/** The sign-up form: what is typed, what was refused, and whether the mail is on its way. */
export class SignUpForm {
  email = $state('');
  password = $state('');
  name = $state('');
  practice = $state('');
  specialty = $state('');
  npi = $state('');
  accepted = $state(false);
  marketing = $state(false);
  refusals: readonly Refusal[] = $state([]);
  problem: Problem | null = $state(null);
  busy = $state(false);
  sent = $state(false);

  /** What was refused of one field, in words. */
  wrong(pointer: string): string[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer).map((refusal) => sentence(refusal.detail));
  }

  /** Sends the form unless the app itself sees that it cannot be accepted. */
  async send(): Promise<void> {
    if (this.busy) return;
    this.problem = null;
    this.refusals = this.#missing();
    if (this.refusals.length > 0) return;
    this.busy = true;
    try {
      await signUp(this.#body());
      this.sent = true;
      this.password = '';
    } catch (thrown) {
      const problem = Problem.from(thrown);
      this.refusals = problem.errors;
      if (problem.errors.length === 0) this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  #body() {
    const npi = this.npi.replaceAll(/\s/g, '');
    return {
      email: this.email.trim(),
      password: this.password,
      name: this.name.trim(),
      practice_name: this.practice.trim(),
      specialty: this.specialty.trim(),
      ...(npi === '' ? {} : { npi }),
      accept_policy: true as const,
      marketing: this.marketing,
    };
  }

  #missing(): Refusal[] {
    const refused: Refusal[] = [];
    const need = (pointer: string, present: boolean, detail: string) => {
      if (!present) refused.push({ pointer, code: 'required', detail });
    };
    need('/email', /^\S+@\S+$/.test(this.email.trim()), 'Enter your e-mail address.');
    need('/password', [...this.password].length >= leastPasswordLength, `Use at least ${leastPasswordLength} characters.`);
    need('/name', this.name.trim() !== '', 'Enter your name.');
    need('/practice_name', this.practice.trim() !== '', 'Enter the name of your practice.');
    need('/specialty', this.specialty.trim() !== '', 'Enter your specialty.');
    need('/accept_policy', this.accepted, 'Please read and accept the terms and the privacy policy.');
    return refused;
  }
}
