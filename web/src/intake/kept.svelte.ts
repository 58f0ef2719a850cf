import type { Problem } from '../api/problem.ts';
import { readCase, type Case, type CaseContext } from '../api/case.ts';
import { session } from '../session/session.svelte.ts';
import { CaseDraft } from './form.svelte.ts';
import { mergePatch } from './patch.ts';

/** A case somebody is writing or correcting. */
export interface Kept {
  readonly draft: CaseDraft;
  /** What the corrections are held against; none for a new case. */
  readonly stored: { readonly context: CaseContext; readonly etag: string } | null;
  /** Where the words came from that nobody typed here; told once, when the form is opened. */
  arrival?: Arrival;
}

/** A template to fill in, or a whole case in which something was refused. */
export type Arrival = { readonly of: 'template' } | { readonly of: 'case'; readonly refused: Problem };

/** A form in which nothing was typed. */
const blank = new CaseDraft().context();

/** By the id of the case, empty for a new one. They wait in memory while one looks elsewhere, and go with the session. */
const kept = new Map<string, Kept>();

session.whenForgotten(() => {
  for (const id of [...kept.keys()]) drop(id);
});

/** The case as it was left, or as it is stored where nothing was corrected: it may have changed elsewhere since. */
export async function open(id: string): Promise<Kept> {
  const known = kept.get(id);
  if (known !== undefined && (known.stored === null || Object.keys(patchOf(known)).length > 0)) return known;
  const opened = id === '' ? { draft: new CaseDraft(), stored: null } : await read(id);
  kept.set(id, opened);
  return opened;
}

/** Puts a new case on the table that came from a file, in the place of one that was begun. */
export function begin(draft: CaseDraft, arrival: Arrival): void {
  drop('');
  kept.set('', { draft, stored: null, arrival });
}

/** Whether somebody has begun a new case and left it. */
export function hasBegun(): boolean {
  const known = kept.get('');
  return known !== undefined && Object.keys(patchOf(known)).length > 0;
}

/** Forgets what was typed, once it is stored or given up. */
export function drop(id: string): void {
  kept.get(id)?.draft.screen.clear();
  kept.delete(id);
}

/** What was typed as a merge patch on what is stored; on nothing, for a new case. */
export function patchOf({ draft, stored }: Kept): object {
  return mergePatch(stored?.context ?? blank, draft.context()) as object;
}

async function read(id: string): Promise<Kept> {
  const { value, etag } = await readCase(id);
  return { draft: CaseDraft.of(value), stored: { context: contextOf(value), etag: etag ?? `"${value.version}"` } };
}

function contextOf({ id: _id, version: _version, opened_at: _opened, changed_at: _changed, ...context }: Case): CaseContext {
  return context;
}
