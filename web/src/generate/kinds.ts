import type { Kind } from '../api/document.ts';

export interface KindWords {
  readonly kind: Kind;
  readonly title: string;
  readonly when: string;
  /** Drafted only where the case holds a denial. */
  readonly needsDenial: boolean;
}

/** The kinds of documents, in the order in which a case usually needs them (`casework::kind::Kind::ALL`). */
export const kinds: readonly KindWords[] = [
  { kind: 'letter_of_medical_necessity', title: 'Letter of medical necessity', when: 'Says why the request is needed, for any payer.', needsDenial: false },
  { kind: 'prior_authorization', title: 'Prior authorization', when: 'Asks for approval, criterion by criterion.', needsDenial: false },
  { kind: 'appeal_first_level', title: 'First-level appeal', when: 'Answers a denial, reason by reason.', needsDenial: true },
];

export const kindTitle = (kind: string): string => kinds.find((known) => known.kind === kind)?.title ?? 'Document';
