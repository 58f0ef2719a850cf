import { describe, expect, it } from 'vitest';
import { isOpen, routeOf } from './route.ts';

const a = '01JDN9QK7T8V5W2X3Y4Z6A7B8C';
const b = '01JDN9QK7T8V5W2X3Y4Z6A7B8D';

describe('routes', () => {
  it('read an id only in its place and in its form', () => {
    expect(routeOf(`/app/cases/${a}`)).toEqual({ name: 'case', id: a });
    expect(routeOf(`/app/cases/${a}/draft`)).toEqual({ name: 'draft', id: a });
    expect(routeOf(`/app/cases/${a}/criteria`)).toEqual({ name: 'criteria', id: a });
    expect(routeOf(`/app/cases/${a}/edit/`)).toEqual({ name: 'edit-case', id: a });
    expect(routeOf(`/app/cases/${a}/documents/${b}`)).toEqual({ name: 'document', id: a, document: b });
    expect(routeOf(`/app/cases/${a}/documents/${b}/versions`)).toEqual({ name: 'versions', id: a, document: b });
    expect(routeOf(`/app/cases/${a.toLowerCase()}`)).toEqual({ name: 'nowhere' });
    expect(routeOf(`/app/cases/../../api/session`)).toEqual({ name: 'nowhere' });
  });

  it('take the new case for a case of its own', () => {
    expect(routeOf('/app/cases/new')).toEqual({ name: 'new-case' });
  });

  it('lead from the bare app to the cases', () => {
    expect(routeOf('/app/')).toEqual({ name: 'cases' });
  });

  it('ask for a session everywhere but at the doors', () => {
    expect(isOpen(routeOf('/app/sign-in'))).toBe(true);
    expect(isOpen(routeOf('/app/account'))).toBe(false);
    expect(isOpen(routeOf('/app/support'))).toBe(true);
    expect(isOpen(routeOf(`/app/cases/${a}`))).toBe(false);
  });
});
