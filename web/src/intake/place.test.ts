import { afterEach, describe, expect, it } from 'vitest';
import { arrive, fragmentOf } from './place.ts';

afterEach(() => document.body.replaceChildren());

describe('the way to a field', () => {
  it('leads to rows by the button that adds one, and to parts of a field by the whole', () => {
    expect(['/clinical', '/diagnoses/2', '/patient/age', '/request/codes/0', '/history', '/medications', '/history/1/dose'].map(fragmentOf)).toEqual([
      'f-clinical',
      'f-diagnoses',
      'f-patient-age',
      'f-request-codes',
      'add-treatment',
      'add-medication',
      'f-history-1-dose',
    ]);
  });

  it('ends in the field itself', () => {
    document.body.innerHTML = '<section><h2 id="part-denial">Denial</h2><input id="tick" /><textarea id="f-denial-reason"></textarea></section>';
    arrive('f-denial-reason');
    expect(document.activeElement?.id).toBe('f-denial-reason');
  });

  it('ends in the first field of its part where the field is not shown', () => {
    document.body.innerHTML = '<section><h2 id="part-denial">Denial</h2><input id="tick" /></section>';
    arrive('f-denial-reason');
    expect(document.activeElement?.id).toBe('tick');
  });
});
