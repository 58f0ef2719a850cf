import type { DenialLevel, LineOfBusiness, Outcome, RequestKind } from '../api/case.ts';

type Choices<T extends string> = readonly (readonly [value: T, words: string])[];

export const linesOfBusiness: Choices<LineOfBusiness> = [
  ['commercial_fully_insured', 'Commercial, fully insured'],
  ['commercial_self_funded', 'Commercial, self-funded by the employer'],
  ['marketplace', 'Marketplace (ACA)'],
  ['medicare_advantage', 'Medicare Advantage'],
  ['medicare_part_d', 'Medicare Part D'],
  ['original_medicare', 'Original Medicare'],
  ['medicaid', 'Medicaid'],
  ['medicaid_managed', 'Medicaid managed care'],
  ['tricare', 'TRICARE'],
  ['va', 'Veterans Affairs'],
  ['other', 'Another kind'],
  ['unknown', 'I do not know'],
];

export const requestKinds: Choices<RequestKind> = [
  ['medication', 'Medication'],
  ['procedure', 'Procedure or surgery'],
  ['device', 'Device or equipment'],
  ['imaging', 'Imaging'],
  ['genetic_test', 'Genetic test'],
  ['therapy', 'Therapy'],
  ['admission', 'Admission or level of care'],
  ['nutrition', 'Medical food or formula'],
  ['other', 'Something else'],
];

export const outcomes: Choices<Outcome> = [
  ['failed', 'Did not work'],
  ['partial', 'Worked in part'],
  ['intolerant', 'Not tolerated'],
  ['contraindicated', 'Contraindicated'],
  ['responding', 'Working, still given'],
  ['completed', 'Completed'],
];

export const denialLevels: Choices<DenialLevel> = [
  ['first', 'First denial'],
  ['second', 'Denied again after an appeal'],
  ['external', 'Final denial, external review is next'],
];

export const wordsOf = <T extends string>(choices: Choices<T>, value: string): string => choices.find(([known]) => known === value)?.[1] ?? value;

/** States, the District of Columbia and territories by their USPS abbreviation (USPS Publication 28, appendix B). */
export const states: Choices<string> = (
  'AL Alabama,AK Alaska,AS American Samoa,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,' +
  'FM Federated States of Micronesia,FL Florida,GA Georgia,GU Guam,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,' +
  'ME Maine,MH Marshall Islands,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,' +
  'NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,MP Northern Mariana Islands,OH Ohio,OK Oklahoma,OR Oregon,' +
  'PW Palau,PA Pennsylvania,PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,' +
  'VI US Virgin Islands,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming'
)
  .split(',')
  .map((line) => [line.slice(0, 2), line.slice(3)] as const);
