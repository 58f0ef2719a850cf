import * as api from '../api/account.ts';
import { Problem } from '../api/problem.ts';
import { whenOver } from '../api/renewal.ts';

type Answer = (came: boolean) => void;

/**
 * Who is signed in. The cookies are out of reach; what stands here came from `GET /api/account` and lives in memory.
 * When the session ends under somebody's hands, `asking` puts the password question over the page and the request that
 * failed waits for it, so that nothing typed is lost.
 */
class Session {
  state: 'unknown' | 'in' | 'out' | 'unreachable' = $state('unknown');
  account: api.Account | null = $state(null);
  asking: boolean = $state(false);
  /** Where somebody wanted to go before being asked to sign in. */
  wanted: string | null = $state(null);
  #answer: Answer | null = null;
  readonly #forgetting: (() => void)[] = [];
  /** Tells the other tabs when somebody signs out, so that no case stays on a screen. */
  readonly #tabs = new BroadcastChannel('luma-session');

  constructor() {
    whenOver(() => this.#ask());
    this.#tabs.onmessage = () => this.forget();
  }

  /** Finds out who is signed in. */
  async open(): Promise<void> {
    try {
      this.account = (await api.account()).value;
      this.state = 'in';
    } catch (thrown) {
      const problem = Problem.from(thrown);
      this.state = problem.status === 401 ? 'out' : 'unreachable';
      if (problem.status === 401) this.account = null;
    }
  }

  /** Signs in and learns who that is; throws the problem of a refusal. */
  async signIn(email: string, password: string): Promise<void> {
    await api.signIn(email, password);
    this.account = (await api.account()).value;
    this.state = 'in';
  }

  /** Answers the question over the page with the password of the one who was signed in. */
  async signInAgain(password: string): Promise<void> {
    await api.signIn(this.account?.member.email ?? '', password);
    this.#settle(true);
  }

  /** Gives up the question over the page; the request that waited for it fails. */
  giveUp(): void {
    this.#settle(false);
    this.forget();
  }

  /** Ends the session on the server; here it ends in any case. */
  async signOut(): Promise<void> {
    await api.signOut().catch(() => undefined);
    this.#tabs.postMessage('out');
    this.forget();
  }

  /** Says what else to forget when nobody is signed in any more. */
  whenForgotten(work: () => void): void {
    this.#forgetting.push(work);
  }

  /** Forgets who was signed in, and all that was typed. */
  forget(): void {
    for (const work of this.#forgetting) work();
    this.account = null;
    this.state = 'out';
    this.wanted = null;
  }

  #ask(): Promise<boolean> {
    if (this.account === null) return Promise.resolve(false);
    this.asking = true;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #settle(came: boolean): void {
    this.asking = false;
    this.#answer?.(came);
    this.#answer = null;
  }
}

export const session = new Session();
