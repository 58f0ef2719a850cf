/** What the firewall's categories are called on the page. */
const words: Readonly<Record<string, string>> = {
  NAME: 'a person’s name',
  PROVIDER: 'a clinician’s name',
  DOB: 'a birth date',
  DATE: 'a date',
  DATE_COARSE: 'a time of a certain year',
  AGE90: 'an age of 90 or more',
  PHONE: 'a phone number',
  FAX: 'a fax number',
  EMAIL: 'an e-mail address',
  SSN: 'a Social Security number',
  MRN: 'a medical record number',
  MEMBER_ID: 'a member number',
  ACCOUNT: 'an account number',
  LICENSE: 'a license number',
  PROVIDER_ID: 'a clinician’s number',
  VEHICLE: 'a vehicle number',
  DEVICE: 'a device number',
  URL: 'a web address',
  IP: 'a network address',
  ADDRESS: 'a street address',
  CITY: 'a town or county',
  ZIP: 'a ZIP code',
  OTHER_ID: 'a number that belongs to one person or claim',
};

/** A category in words; an unknown one is `an identifier`. */
export const categoryWords = (category: string): string => words[category] ?? 'an identifier';
