import { describe, expect, it } from 'vitest';
import type { Case, DenialLevel, RequestKind } from '../api/case.ts';
import { grouped, proposed } from './groups.ts';
import { kinds } from './kinds.ts';

const asked = (kind: RequestKind, more: Partial<Case> = {}) => proposed({ request: { kind, name: 'x' }, ...more });

describe('the kinds of documents', () => {
  it('each stand in one group', () => {
    expect(grouped().flatMap((group) => group.kinds.map(({ kind }) => kind)).sort()).toEqual(kinds.map(({ kind }) => kind).sort());
  });

  it('that are new to this list stand among the special requests', () => {
    const stranger = { kind: 'transplant' as never, title: 'Transplant', when: 'x', needsDenial: false };
    expect(grouped([stranger]).filter((group) => group.kinds.length > 0).map(({ title }) => title)).toEqual(['Special requests']);
  });
});

describe('the document that is proposed', () => {
  it('answers a denial by its level, whatever is asked for', () => {
    const after = (level: DenialLevel) => asked('imaging', { denial: { level } });
    expect([after('first'), after('second'), after('external')]).toEqual(['appeal_first_level', 'appeal_second_level', 'external_review']);
  });

  it('fits what is asked for', () => {
    expect([asked('device'), asked('imaging'), asked('genetic_test'), asked('procedure'), asked('nutrition')]).toEqual(['durable_medical_equipment', 'imaging', 'genetic_test', 'procedure', 'medical_food']);
  });

  it('goes through the criteria where the case has some', () => {
    expect(asked('medication')).toBe('letter_of_medical_necessity');
    expect(asked('medication', { criteria: { text: 'All of' } })).toBe('prior_authorization');
  });
});
