import { session } from '../session/session.svelte.ts';
import { CaseDraft } from './form.svelte.ts';

/** The new case somebody is writing. It stays in memory while they look elsewhere, and goes when they sign out. */
let draft: CaseDraft | null = null;

session.whenForgotten(drop);

export function keptDraft(): CaseDraft {
  draft ??= new CaseDraft();
  return draft;
}

/** Forgets the new case, once it is stored or given up. */
export function drop(): void {
  draft?.screen.clear();
  draft = null;
}
