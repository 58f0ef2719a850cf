import type { Case, DenialLevel, RequestKind } from '../api/case.ts';
import { kinds, type Kind, type KindWords } from './kinds.ts';

type Named = KindWords & { readonly kind: Kind };

export interface Group {
  readonly title: string;
  readonly kinds: readonly Named[];
}

/** When each group is needed. What no group names stands among the special requests, so that a new kind is never lost. */
const places: readonly (readonly [title: string, members: readonly Kind[]])[] = [
  ['Ask first', ['letter_of_medical_necessity', 'prior_authorization', 'step_therapy_exception', 'formulary_exception', 'continuation']],
  ['After a denial', ['appeal_first_level', 'appeal_second_level', 'external_review', 'peer_to_peer']],
  ['Special requests', []],
  ['For a portal', ['portal_text']],
];

/** The kinds of documents by the moment in which they are needed. */
export function grouped(all: readonly Named[] = kinds): readonly Group[] {
  const named = new Set(places.flatMap(([, members]) => members));
  return places.map(([title, members]) => ({ title, kinds: all.filter(({ kind }) => (members.length === 0 ? !named.has(kind) : members.includes(kind))) }));
}

const byLevel: Readonly<Record<DenialLevel, Kind>> = { first: 'appeal_first_level', second: 'appeal_second_level', external: 'external_review' };
const byRequest: Readonly<Partial<Record<RequestKind, Kind>>> = {
  device: 'durable_medical_equipment',
  imaging: 'imaging',
  genetic_test: 'genetic_test',
  procedure: 'procedure',
  nutrition: 'medical_food',
};

/** The document that a case most likely needs next. */
export function proposed({ request, denial, criteria }: Pick<Case, 'request' | 'denial' | 'criteria'>): Kind {
  if (denial !== undefined) return byLevel[denial.level];
  return byRequest[request.kind] ?? (criteria === undefined ? 'letter_of_medical_necessity' : 'prior_authorization');
}
