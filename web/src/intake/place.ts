/** The id of the control that a JSON pointer means. */
export const idOf = (pointer: string): string => `f${pointer.replaceAll('/', '-')}`;

const labels: Readonly<Record<string, string>> = {
  '/request/name': 'What you ask for',
  '/request/dose': 'Dose',
  '/request/route': 'Route',
  '/request/frequency': 'Frequency',
  '/request/duration': 'Duration',
  '/clinical': 'The case in your words',
  '/criteria/text': 'The plan’s criteria',
  '/denial/reason': 'The reason they gave',
  '/denial/text': 'The denial letter',
};

/** The place in the edit form of what a pointer means, as the fragment of a link: a field, or the button that adds a row. */
export function fragmentOf(pointer: string): string {
  if (/^\/(history|medications)(\/\d+)?$/.test(pointer)) return pointer.startsWith('/history') ? 'add-treatment' : 'add-medication';
  const [, part = ''] = /^\/(diagnoses|patient\/age|request\/codes)/.exec(pointer) ?? [];
  return part === '' ? idOf(pointer) : idOf(`/${part}`);
}

/** Takes the focus to the place that the fragment of the address names, or to the first field of its part of the form. */
export function arrive(fragment: string): void {
  const [, part = 'patient'] = /^(?:f|part)-([a-z]+)/.exec(fragment) ?? [];
  const place = document.getElementById(fragment) ?? document.getElementById(`part-${part}`);
  const within = place?.matches('input, select, textarea, button') === true ? place : place?.closest('section')?.querySelector<HTMLElement>('input, select, textarea, button');
  within?.focus();
}

/** What the field of a pointer is called on the page, such as `Treatment 2`. */
export function labelOf(pointer: string): string {
  const [, list, n] = /^\/(history|medications)\/(\d+)\//.exec(pointer) ?? [];
  if (list !== undefined) return `${list === 'history' ? 'Treatment' : 'Medication'} ${Number(n) + 1}`;
  return labels[pointer] ?? 'A field';
}

/**
 * The control to go to for a pointer: rows of the diagnoses share one field, parts of an age too.
 * Anything the page has no control for leads to the first field.
 */
export function controlOf(pointer: string): string {
  if (pointer.startsWith('/diagnoses')) return idOf('/diagnoses');
  if (pointer.startsWith('/patient/age')) return idOf('/patient/age');
  if (pointer.startsWith('/request/codes')) return idOf('/request/codes');
  return idOf(document.getElementById(idOf(pointer)) === null ? '/patient/first_name' : pointer);
}
