import { call, send, type Answer } from './http.ts';

export interface Account {
  readonly id: string;
  readonly practice_name: string;
  readonly specialty: string;
  readonly npi: string | null;
  readonly state: string;
  readonly created_at: string;
  readonly plan: string;
  readonly letters: { readonly used: number; readonly allowed: number; readonly renews_at: string };
  readonly member: { readonly id: string; readonly name: string; readonly email: string; readonly pending_email: string | null; readonly role: string };
  readonly policy: { readonly accepted: string; readonly current: string };
  readonly deletion: { readonly requested_at: string; readonly purge_after: string } | null;
}

export interface Preferences {
  readonly marketing: boolean;
}

export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly practice_name: string;
  readonly specialty: string;
  readonly npi?: string;
  readonly accept_policy: true;
  readonly marketing: boolean;
}

/** The fields of an account that its owner may correct. */
export interface Correction {
  readonly name?: string;
  readonly practice_name?: string;
  readonly specialty?: string;
  readonly npi?: string | null;
  /** Takes effect once the link in the mail to the new address is followed; needs the password. */
  readonly email?: string;
  readonly password?: string;
}

/** Answered the same way whether or not the address has an account. */
export const signUp = (form: SignUp) => call<void>('POST', '/api/signup', { body: form, gate: 'open' });
export const verify = (token: string) => call<void>('POST', '/api/signup/verify', { body: { token }, gate: 'open' });
export const signIn = (email: string, password: string) => call<unknown>('POST', '/api/session', { body: { email, password }, gate: 'open' });
export const signOut = () => send('DELETE', '/api/session', { gate: 'open' });
/** Answered the same way whether or not the address has an account. */
export const forgot = (email: string) => call<void>('POST', '/api/password/forgot', { body: { email }, gate: 'open' });
export const reset = (token: string, password: string) => call<void>('POST', '/api/password/reset', { body: { token, password }, gate: 'open' });

export const account = (): Promise<Answer<Account>> => call<Account>('GET', '/api/account');
export const correct = (change: Correction) => call<Account>('PATCH', '/api/account', { body: change });
export const preferences = () => call<Preferences>('GET', '/api/account/preferences');
export const prefer = (wish: Preferences) => call<void>('PUT', '/api/account/preferences', { body: wish });
export const acceptPolicy = (version: string) => call<void>('POST', '/api/account/policy', { body: { version } });
export const requestDeletion = (password: string) => call<{ purge_after: string }>('POST', '/api/account/deletion', { body: { password } });
export const revokeDeletion = () => call<void>('DELETE', '/api/account/deletion');
