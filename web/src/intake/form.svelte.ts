import type { Age, CaseContext, CaseForm, DenialLevel, LineOfBusiness, Medication, Outcome, RequestKind, Treatment, TreeForm } from '../api/case.ts';
import type { Finding } from '../api/check.ts';
import type { Diagnosis } from '../api/clinical.ts';
import type { Problem, Refusal } from '../api/problem.ts';
import { Screen } from '../engine/screen.svelte.ts';
import { sentence } from '../ui/words.ts';
import { labelOf } from './place.ts';

export type AgeForm = 'years' | 'months' | 'range' | 'oldest';

/** What a form can be filled with: a stored case, or what a file says of one, where anything may be missing. */
export interface Filling {
  readonly patient: { readonly first_name: string; readonly age?: Age | undefined; readonly state: string };
  readonly payer: { readonly name: string; readonly line_of_business: LineOfBusiness | '' };
  readonly diagnoses: readonly string[];
  readonly request: Omit<CaseContext['request'], 'kind'> & { readonly kind: RequestKind | '' };
  readonly clinical: string;
  readonly history?: readonly (Omit<Treatment, 'outcome'> & { readonly outcome: Outcome | '' })[];
  readonly medications?: readonly Medication[];
  readonly criteria?: CaseContext['criteria'];
  readonly denial?: CaseContext['denial'];
}

/** Stands in a template for what has to be filled in. */
const blank = '____';
let rows = 0;

/** One row of the treatment history, as typed. */
export class TreatmentRow {
  readonly key = (rows += 1);
  treatment = $state('');
  dose = $state('');
  duration = $state('');
  outcome: Outcome | '' = $state('');
  detail = $state('');
}

/** One row of the medications, as typed. */
export class MedicationRow {
  readonly key = (rows += 1);
  name = $state('');
  dose = $state('');
  frequency = $state('');
}

/** A case as typed. It becomes a `CaseForm` to send; what the server refuses comes back to its fields. */
export class CaseDraft {
  firstName = $state('');
  ageForm: AgeForm = $state('years');
  age = $state('');
  ageFrom = $state('');
  ageTo = $state('');
  state = $state('');
  payer = $state('');
  line: LineOfBusiness | '' = $state('');
  diagnoses: Diagnosis[] = $state([]);
  kind: RequestKind | '' = $state('');
  name = $state('');
  codes = $state('');
  dose = $state('');
  route = $state('');
  frequency = $state('');
  duration = $state('');
  clinical = $state('');
  history: TreatmentRow[] = $state([]);
  medications: MedicationRow[] = $state([]);
  criteria = $state('');
  appeal = $state(false);
  level: DenialLevel = $state('first');
  reason = $state('');
  denial = $state('');
  acknowledged = $state(false);

  /** What was refused, apart from marked words. */
  refusals: readonly Refusal[] = $state([]);
  readonly screen: Screen;
  #sent = { body: '', key: '' };
  /** The criteria as somebody edited them, with the text that they were edited from. */
  #edited: { readonly text: string; readonly tree: TreeForm } | null = null;

  constructor(screen: Screen = new Screen()) {
    this.screen = screen;
  }

  /** The form filled with a case. */
  static of(stored: Filling): CaseDraft {
    const draft = new CaseDraft();
    const { patient, payer, request } = stored;
    Object.assign(draft, { firstName: patient.first_name, state: patient.state, ...(patient.age === undefined ? {} : ageFields(patient.age)) });
    Object.assign(draft, { payer: payer.name, line: payer.line_of_business });
    draft.diagnoses = stored.diagnoses.map((code) => ({ code, description: '' }));
    const { kind, name, codes = [], dose = '', route = '', frequency = '', duration = '' } = request;
    Object.assign(draft, { kind, name, codes: codes.join(', '), dose, route, frequency, duration });
    draft.clinical = stored.clinical;
    draft.history = (stored.history ?? []).map((row) => Object.assign(new TreatmentRow(), row));
    draft.medications = (stored.medications ?? []).map((row) => Object.assign(new MedicationRow(), row));
    draft.criteria = stored.criteria?.text ?? '';
    if (stored.criteria?.edited !== undefined) draft.#edited = { text: draft.criteria, tree: stored.criteria.edited };
    const { level = 'first', reason = '', text = '' } = stored.denial ?? {};
    Object.assign(draft, { appeal: stored.denial !== undefined, level, reason, denial: text });
    return draft;
  }

  /** What was refused of a field, in words. */
  wrong(pointer: string): string[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer).map((refusal) => sentence(refusal.detail));
  }

  /** Everything refused below a pointer, such as the third diagnosis. */
  refusedBelow(pointer: string): Refusal[] {
    return this.refusals.filter((refusal) => refusal.pointer === pointer || refusal.pointer.startsWith(`${pointer}/`));
  }

  /** A field was changed: its refusal no longer speaks about what stands there. */
  touched(pointer: string): void {
    if (this.wrong(pointer).length > 0) this.refusals = this.refusals.filter((refusal) => refusal.pointer !== pointer);
  }

  /** Rows were added or taken out: refusals and marks of rows speak about other rows now. */
  shifted(list: '/history' | '/medications' | '/diagnoses'): void {
    this.refusals = this.refusals.filter((refusal) => !refusal.pointer.startsWith(list));
    if (list !== '/diagnoses') this.screen.again(this.texts());
  }

  /** Takes out rows in which nothing was typed, so that the server counts the rows as the page does. */
  tidy(): void {
    const history = this.history.filter((row) => [row.treatment, row.dose, row.duration, row.outcome, row.detail].some((text) => text.trim() !== ''));
    const medications = this.medications.filter((row) => [row.name, row.dose, row.frequency].some((text) => text.trim() !== ''));
    if (history.length < this.history.length) this.history = history;
    if (medications.length < this.medications.length) this.medications = medications;
  }

  /** Makes a repeated sending of the same words one case; other words are another request. */
  key(): string {
    const body = JSON.stringify(this.form());
    if (body !== this.#sent.body) this.#sent = { body, key: crypto.randomUUID() };
    return this.#sent.key;
  }

  /** What to send. Fields left empty are left out. */
  form(): CaseForm {
    return { ...this.context(), ...(this.acknowledged ? { acknowledge_warnings: true } : {}) };
  }

  context(): CaseContext {
    const denial = { level: this.level, ...filled({ reason: this.reason, text: this.denial }) };
    return {
      patient: { first_name: this.firstName.trim(), age: this.#age(), state: this.state },
      payer: { name: this.payer.trim(), line_of_business: this.line === '' ? 'unknown' : this.line },
      diagnoses: this.diagnoses.map(({ code }) => code),
      request: this.#request(),
      clinical: this.clinical,
      ...(this.history.length > 0 ? { history: this.history.map(treatmentOf) } : {}),
      ...(this.medications.length > 0 ? { medications: this.medications.map(medicationOf) } : {}),
      ...this.#criteria(),
      ...(this.appeal ? { denial } : {}),
    };
  }

  /** The free texts that the firewall looks at, by pointer. */
  texts(): Record<string, string> {
    const { name, dose, route, frequency, duration } = this;
    const texts: Record<string, string> = {};
    for (const [key, text] of Object.entries({ name, dose, route, frequency, duration })) texts[`/request/${key}`] = text;
    texts['/clinical'] = this.clinical;
    for (const [n, row] of this.history.entries()) for (const key of ['treatment', 'dose', 'duration', 'detail'] as const) texts[`/history/${n}/${key}`] = row[key];
    for (const [n, row] of this.medications.entries()) for (const key of ['name', 'dose', 'frequency'] as const) texts[`/medications/${n}/${key}`] = row[key];
    texts['/criteria/text'] = this.criteria;
    if (this.appeal) Object.assign(texts, { '/denial/reason': this.reason, '/denial/text': this.denial });
    return texts;
  }

  /** What the page itself sees missing, so that nobody waits for the server to be told. */
  missing(): Refusal[] {
    const missing: Refusal[] = [];
    const need = (pointer: string, present: boolean, detail: string) => {
      if (!present) missing.push({ pointer, code: 'required', detail });
    };
    need('/patient/first_name', this.firstName.trim() !== '', 'Enter the patient’s first name.');
    need('/patient/age', this.#ageIsGiven(), 'Enter the age as a whole number.');
    need('/patient/state', this.state !== '', 'Choose the state the patient lives in.');
    need('/payer/name', this.payer.trim() !== '', 'Enter the payer.');
    need('/payer/line_of_business', this.line !== '', 'Choose the kind of plan, or that you do not know it.');
    need('/diagnoses', this.diagnoses.length > 0, 'Add at least one diagnosis.');
    need('/request/kind', this.kind !== '', 'Choose what kind of thing you ask for.');
    need('/request/name', this.name.trim() !== '', 'Enter what you ask for.');
    need('/clinical', this.clinical.trim() !== '', 'Describe the case in a few sentences.');
    for (const [n, row] of this.history.entries()) {
      need(`/history/${n}/treatment`, row.treatment.trim() !== '', `Enter treatment ${n + 1}, or remove it.`);
      need(`/history/${n}/outcome`, row.outcome !== '', `Choose what came of treatment ${n + 1}.`);
    }
    for (const [n, row] of this.medications.entries()) need(`/medications/${n}/name`, row.name.trim() !== '', `Enter medication ${n + 1}, or remove it.`);
    for (const [pointer, text] of Object.entries(this.texts())) need(pointer, !text.includes(blank), `${labelOf(pointer)}: fill in what is blank (${blank}), or take it out.`);
    return missing;
  }

  /** Brings the server's refusals to their fields: marked words to the screen, the rest to the fields' messages. */
  refused(problem: Problem): void {
    const marked: Record<string, Finding[]> = {};
    for (const { pointer, code, start, end, category, hint } of problem.errors) {
      if (start === undefined || end === undefined || category === undefined) continue;
      const action = code === 'identifiers-suspected' ? 'warn' : 'block';
      (marked[pointer] ??= []).push({ start, end, category, action, hint: hint ?? '' });
    }
    if (Object.keys(marked).length > 0) this.screen.found(this.texts(), marked);
    this.refusals = problem.errors.filter((error) => marked[error.pointer] === undefined);
  }

  /** Edits of another text are not edits of this one. */
  #criteria(): Pick<CaseContext, 'criteria'> {
    const text = this.criteria.trim() === '' ? {} : { text: this.criteria };
    const edited = this.#edited?.text === this.criteria ? { edited: this.#edited.tree } : {};
    const criteria = { ...text, ...edited };
    return Object.keys(criteria).length === 0 ? {} : { criteria };
  }

  #request(): CaseContext['request'] {
    const codes = this.codes.split(/[\s,;]+/).filter((code) => code !== '');
    const { dose, route, frequency, duration } = this;
    return {
      kind: this.kind === '' ? 'other' : this.kind,
      name: this.name.trim(),
      ...(codes.length > 0 ? { codes } : {}),
      ...filled({ dose, route, frequency, duration }),
    };
  }

  #age(): Age {
    if (this.ageForm === 'oldest') return { range: '90+' };
    if (this.ageForm === 'range') return { range: `${this.ageFrom.trim()}-${this.ageTo.trim()}` };
    return this.ageForm === 'months' ? { months: Number(this.age) } : { years: Number(this.age) };
  }

  #ageIsGiven(): boolean {
    const whole = (text: string) => /^\d{1,3}$/.test(text.trim());
    if (this.ageForm === 'oldest') return true;
    return this.ageForm === 'range' ? whole(this.ageFrom) && whole(this.ageTo) : whole(this.age);
  }
}

function ageFields(age: Age): Partial<CaseDraft> {
  if ('years' in age) return { ageForm: 'years', age: String(age.years) };
  if ('months' in age) return { ageForm: 'months', age: String(age.months) };
  if (age.range === '90+') return { ageForm: 'oldest' };
  const [ageFrom = '', ageTo = ''] = age.range.split('-');
  return { ageForm: 'range', ageFrom, ageTo };
}

function treatmentOf({ treatment, dose, duration, outcome, detail }: TreatmentRow): Treatment {
  return { treatment: treatment.trim(), ...filled({ dose, duration, detail }), outcome: outcome === '' ? 'completed' : outcome };
}

function medicationOf({ name, dose, frequency }: MedicationRow): Medication {
  return { name: name.trim(), ...filled({ dose, frequency }) };
}

/** The entries in which something stands. Offsets of findings count in the text as typed, so it is not trimmed. */
function filled<K extends string>(texts: Record<K, string>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries<string>(texts).filter(([, text]) => text.trim() !== '')) as Partial<Record<K, string>>;
}
