//! Reference data: ICD-10-CM, drugs, payers, specialties, NPI.
