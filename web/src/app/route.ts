/** Where in the app somebody is. Ids are the only parameters; nothing clinical ever stands in an address. */
export type Route =
  | { name: 'sign-up' | 'verify' | 'sign-in' | 'forgot' | 'reset' | 'cases' | 'new-case' | 'account' | 'support' | 'nowhere' }
  | { name: 'case' | 'edit-case' | 'criteria' | 'draft'; id: string }
  | { name: 'document' | 'versions'; id: string; document: string };

export type RouteName = Route['name'];

const plain: Readonly<Record<string, Route>> = {
  '/app': { name: 'cases' },
  '/app/sign-up': { name: 'sign-up' },
  '/app/verify': { name: 'verify' },
  '/app/sign-in': { name: 'sign-in' },
  '/app/forgot': { name: 'forgot' },
  '/app/reset': { name: 'reset' },
  '/app/cases': { name: 'cases' },
  '/app/cases/new': { name: 'new-case' },
  '/app/account': { name: 'account' },
  '/app/support': { name: 'support' },
};

const id = '([0-9A-HJKMNP-TV-Z]{26})';
const casePath = new RegExp(`^/app/cases/${id}(?:/(edit|criteria|draft))?$`);
const documentPath = new RegExp(`^/app/cases/${id}/documents/${id}(/versions)?$`);

/** The route of a path; anything unknown is `nowhere`. */
export function routeOf(path: string): Route {
  const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
  const found = plain[trimmed];
  if (found !== undefined) return found;

  const [, caseId, verb] = casePath.exec(trimmed) ?? [];
  if (caseId !== undefined) return { name: verb === 'edit' ? 'edit-case' : verb === 'criteria' || verb === 'draft' ? verb : 'case', id: caseId };

  const [, ofCase, document, versions] = documentPath.exec(trimmed) ?? [];
  if (ofCase !== undefined && document !== undefined) return { name: versions === undefined ? 'document' : 'versions', id: ofCase, document };
  return { name: 'nowhere' };
}

/** Routes that show themselves to people who are not signed in. */
export function isOpen(route: Route): boolean {
  return ['sign-up', 'verify', 'sign-in', 'forgot', 'reset', 'support', 'nowhere'].includes(route.name);
}
