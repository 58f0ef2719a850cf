export interface KindWords {
  readonly title: string;
  readonly when: string;
  /** Drafted only where the case holds a denial. */
  readonly needsDenial: boolean;
}

/** The kinds of documents, in the order in which a case usually needs them (`casework::kind::Kind::ALL`). Their type is made from it. */
const words = {
  letter_of_medical_necessity: { title: 'Letter of medical necessity', when: 'Says why the request is needed, for any payer.', needsDenial: false },
  prior_authorization: { title: 'Prior authorization', when: 'Asks for approval, criterion by criterion.', needsDenial: false },
  step_therapy_exception: { title: 'Step therapy exception', when: 'Lays out each required step and why it is set aside.', needsDenial: false },
  formulary_exception: { title: 'Formulary exception', when: 'The prescriber’s statement, alternative by alternative.', needsDenial: false },
  appeal_first_level: { title: 'First-level appeal', when: 'Answers a denial, reason by reason.', needsDenial: true },
  appeal_second_level: { title: 'Second-level appeal', when: 'Answers the decision on the first appeal, with what is new.', needsDenial: true },
  external_review: { title: 'External review', when: 'Tells the whole case to a reviewer outside the payer.', needsDenial: true },
  peer_to_peer: { title: 'Peer-to-peer talking points', when: 'One page for the call with the payer’s reviewer.', needsDenial: false },
  continuation: { title: 'Continuation of treatment', when: 'Compares the measures before treatment and now.', needsDenial: false },
  durable_medical_equipment: { title: 'Durable medical equipment', when: 'What cannot be done at home, and which lesser items will not do.', needsDenial: false },
  imaging: { title: 'Imaging', when: 'Conservative care so far, and what the result will change.', needsDenial: false },
  genetic_test: { title: 'Genetic test', when: 'Phenotype, family, counseling, and what either result will change.', needsDenial: false },
  procedure: { title: 'Procedure', when: 'Indication, findings, conservative care, lowered risk.', needsDenial: false },
  medical_food: { title: 'Medical food or formula', when: 'Growth, formulas tried, daily amount and route.', needsDenial: false },
  portal_text: { title: 'Text for a portal', when: 'The same argument within a character limit.', needsDenial: false },
} as const satisfies Record<string, KindWords>;

export type Kind = keyof typeof words;

export const kinds: readonly (KindWords & { readonly kind: Kind })[] = (Object.keys(words) as Kind[]).map((kind) => ({ kind, ...words[kind] }));

export const kindTitle = (kind: string): string => kinds.find((known) => known.kind === kind)?.title ?? 'Document';
