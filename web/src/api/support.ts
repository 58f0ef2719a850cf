import { call } from './http.ts';

export type Topic = 'question' | 'problem' | 'privacy' | 'billing' | 'security';

/** A question to the people behind Luma. The address is a visitor's; a member is answered at the account's. */
export interface Question {
  readonly topic: Topic;
  readonly message: string;
  readonly email?: string;
  readonly reference?: string;
  readonly acknowledge_warnings?: true;
}

/** Goes out as a mail and is stored nowhere. */
export const ask = (question: Question) => call<unknown>('POST', '/api/support', { body: question, gate: 'open' });
