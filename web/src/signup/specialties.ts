import table from '../../../shared/clinical/data/specialties.tsv?raw';

/** The specialties of people, as the server knows them: the list is compiled into both from one file. */
export const specialties: readonly string[] = table
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))
  .flatMap(([, name = '', kind]) => (kind === 'individual' ? [name] : []));

/** Names that begin with the text, then names with a word that does. */
export function matching(text: string, most = 8): readonly string[] {
  const wanted = text.trim().toLowerCase();
  const begin = specialties.filter((name) => name.toLowerCase().startsWith(wanted));
  const inside = specialties.filter((name) => !begin.includes(name) && name.toLowerCase().split(/[\s/(-]+/).some((word) => word.startsWith(wanted)));
  return [...begin, ...inside].slice(0, most);
}
