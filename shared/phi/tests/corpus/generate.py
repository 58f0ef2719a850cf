#!/usr/bin/env python3
"""Writes held_pos.jsonl and held_neg.jsonl: notes made of other templates, formats and evasions than the development corpus.

Every person, number and address is invented. Spans are annotated as they are written, so the labels are exact.
Python 3.11, standard library only:  python3 generate.py SEED COUNT_POS COUNT_NEG
"""
import json, random, sys

rng = random.Random()
FIRST = """Olivia Liam Fatima Mateo Priya Wei Thandiwe Kwame Ingrid Soren Xochitl Dmitri Siobhan Niamh Tariq Yusuf Mei-Ling Hiroshi Aisha
Beatriz Joaquin Marisol Tyrone Latoya Keisha DeShawn Ebony Bjorn Astrid Giulia Matteo Francois Chantal Anneliese Otto Zsofia Katarzyna
Piotr Oksana Taras Ngozi Chidi Amara Folake Sanjay Deepika Arjun Lakshmi Minh Thuy Linh Duc Jun Soo-Jin Min-ho Malia Keanu Leilani Noor
Omar Layla Ibrahim Rivka Shlomo Esther Moshe Mary-Ann Billy Rosemary Walter Gertrude Harold Edna Clarence Wilbur Agnes Mildred Eugene
Tiffany Brandon Kayla Justin Ashley Tyler Megan Jordan Austin Savannah Dakota Grace Faith Hope Joy Mark Will Rose Iris Violet Ruby Dean
Chase Hunter Carter Paige Summer April June Augustine Elizabeth Robert Maria Jose Carlos Ana Luis Carmen Rafael Guadalupe""".split()
LAST = """Okonkwo Adeyemi Nwosu Mensah Diallo Traore Haile Tesfaye Abdullahi Hassan Al-Sayed El-Amin Rahman Chowdhury Banerjee Iyer Krishnamurthy
Patel Singh Gill Kaur Nguyen Tran Pham Le Vo Kim Park Choi Yamamoto Sato Watanabe Chen Wang Zhang Li Wu Lim Tan Santos Reyes Dela-Cruz Garcia
Martinez Hernandez Vasquez Villanueva Echeverria Ximenez Muñoz Núñez Peña Ibáñez O'Brien O'Malley McCarthy McAllister MacDougall Fitzgerald
Kowalski Wojciechowski Nowak Horvath Szabo Novotny Dvorak Petrov Ivanova Shevchenko Kuznetsov Papadakis Stavros Rossi Esposito De-Luca
Dubois Lefebvre Schmidt Müller Schroeder Lindgren Johansson Halvorsen Van-Dyke Smith Johnson Brown Jones Miller Davis Wilson Moore Taylor
Anderson Thomas Jackson White Harris Clark Lewis Young King Wright Hill Green Baker Nelson Carter Roberts Turner Phillips Parker Evans Stewart
Cook Bell Bailey Cooper Ward Gray Brooks Price Bennett Wood Long Foster Bishop Weaver Archer Mason Cutler Rivers Marsh Woods Winters Day Knight
Begay Yazzie Whitehorse Kealoha Kahananui Kamaka Goldberg Rosenthal Feinstein Cohen Levy Graves Addison Hodgkin Turner Crohn Parkinson Wilson
Hamilton Beck Babinski Barrett Murphy Hawkins""".replace('-', ' ').split()
LAST = [x for x in LAST if len(x) > 1] + ["Al-Sayed", "El-Amin", "De Luca", "Van Dyke", "de la Vega", "van den Berg", "St. Clair", "Dela Cruz", "Smith-Nakamura", "Ortega-Lopez", "Le Blanc", "Mac Neil", "Di Stefano", "O'Neill", "D'Angelo", "Lopez de Haro"]
CITY = "Chattanooga Spokane Tulsa Boise Fresno Albuquerque Scranton Duluth Amarillo Baton_Rouge Fort_Collins Grand_Forks Sioux_Falls Eau_Claire Santa_Fe Cedar_Rapids Corpus_Christi Bakersfield Wichita Topeka Akron Dayton Erie Worcester Providence Yonkers Newark Chico Bend Missoula Billings Fargo Laredo Peoria Rockford Racine Kalamazoo Lansing Flint Winston-Salem Chapel_Hill Macon Valdosta Ocala Biloxi".split()
CITY = [c.replace('_', ' ') for c in CITY]
STATE = [("Ohio", "OH"), ("Texas", "TX"), ("Oregon", "OR"), ("Georgia", "GA"), ("New York", "NY"), ("Montana", "MT"), ("Maine", "ME"), ("North Carolina", "NC"), ("Kansas", "KS"), ("Michigan", "MI"), ("California", "CA"), ("Pennsylvania", "PA"), ("Florida", "FL"), ("Iowa", "IA"), ("Utah", "UT")]
STREET = "Maple Oak Elm Birchwood Lakeview Sycamore Jefferson Lincoln Riverside Hickory_Ridge Old_Post Martin_Luther_King Cherry_Hill Mission Sunset Prairie_View Willow_Creek 4th 12th 23rd 101st N_Main E_Broadway SW_Alder St._Charles Peachtree Cypress Magnolia Mockingbird".split()
SUFFIX = "Street St St. Avenue Ave Ave. Road Rd Rd. Drive Dr Lane Ln Court Ct Blvd Boulevard Place Pl Terrace Way Circle Cir Parkway Pkwy Trail Loop".split()
MONTHS = "January February March April May June July August September October November December".split()
MON = [m[:3] for m in MONTHS]
DOW = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
REL = "wife husband mother father sister brother daughter son partner niece nephew grandson granddaughter aunt uncle cousin".split()
CRED = ["MD", "DO", "NP", "PA-C", "RN", "PhD", "M.D.", "FNP-BC", "PharmD", "LCSW", "DPT", "MD, FACC", "APRN", "CRNP", "DDS", "DPM"]
DRUG = "adalimumab methotrexate semaglutide dupilumab ustekinumab pembrolizumab infliximab lisinopril empagliflozin rituximab etanercept risankizumab natalizumab ocrelizumab tirzepatide secukinumab".split()
COND = ["rheumatoid arthritis", "Crohn's disease", "plaque psoriasis", "type 2 diabetes", "heart failure", "multiple sclerosis", "asthma", "atopic dermatitis", "chronic migraine", "ulcerative colitis", "obesity", "osteoarthritis", "Parkinson's disease", "Graves disease"]
pick = lambda xs: rng.choice(xs)
digits = lambda n: "".join(rng.choice("0123456789") for _ in range(n))
nz = lambda n: rng.choice("123456789") + digits(n - 1)
AL = "ABCDEFGHJKLMNPRTUVWXY"
letters = lambda n: "".join(rng.choice(AL) for _ in range(n))


def surname(): return pick(LAST)
def full():
    f, l = pick(FIRST), surname()
    k = rng.random()
    if k < .6: return f"{f} {l}", "first-last"
    if k < .7: return f"{f} {letters(1)}. {l}", "middle-initial"
    if k < .78: return f"{l}, {f}", "last-first"
    if k < .83: return f"{l.upper()}, {f.upper()}", "upper-comma"
    if k < .87: return f"{l}, {f} {letters(1)}.", "last-first-mi"
    if k < .91: return f"{f.upper()} {l.upper()}", "upper"
    if k < .95: return f"{f} {pick(FIRST)} {l}", "middle-name"
    return f"{f} {l} {pick(['Jr.', 'III', 'Sr.', 'II'])}", "suffix"


def year(): return rng.randint(2015, 2026)
def date():
    y, m, d = year(), rng.randint(1, 12), rng.randint(1, 28)
    o = "th" if 10 < d < 20 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    forms = [(f"{m}/{d}/{y}", 5), (f"{m:02}/{d:02}/{y}", 4), (f"{m}/{d}/{y % 100:02}", 4), (f"{m:02}-{d:02}-{y}", 2), (f"{m}-{d}-{y % 100:02}", 1), (f"{y}-{m:02}-{d:02}", 3), (f"{y}/{m:02}/{d:02}", 1), (f"{m:02}.{d:02}.{y}", 1),
             (f"{d}.{m}.{y}", 1), (f"{d:02}{MON[m - 1].upper()}{y}", 1), (f"{d:02}-{MON[m - 1]}-{y}", 2), (f"{d}-{MON[m - 1]}-{y % 100:02}", 1), (f"{d} {MONTHS[m - 1]} {y}", 1), (f"{d} {MON[m - 1]} {y}", 1), (f"{MONTHS[m - 1]} {d}, {y}", 4),
             (f"{MON[m - 1]} {d}, {y}", 2), (f"{MON[m - 1]}. {d}, {y}", 1), (f"{MONTHS[m - 1]} {d}{o}, {y}", 1), (f"{d}{o} of {MONTHS[m - 1]} {y}", 1), (f"{DOW[d % 7]}, {MONTHS[m - 1]} {d}, {y}", 1), (f"{MONTHS[m - 1]} {d} {y}", 1),
             (f"{MON[m - 1]} {d} '{y % 100:02}", 1), (f"{y}-{m:02}-{d:02}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}", 1), (f"{m}/{d}/{y} {rng.randint(1, 12)}:{rng.randint(0, 59):02} PM", 1)]
    return rng.choices([f for f, _ in forms], [w for _, w in forms])[0]


def shortdate():
    m, d = rng.randint(1, 12), rng.randint(1, 28)
    o = "th" if 10 < d < 20 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    return pick([f"{m}/{d}", f"{m:02}/{d:02}", f"{MONTHS[m - 1]} {d}", f"{MON[m - 1]} {d}", f"{MONTHS[m - 1]} {d}{o}", f"the {d}{o} of {MONTHS[m - 1]}", f"{d} {MON[m - 1]}", f"{DOW[d % 7]} {m}/{d}", f"{DOW[d % 7]}, {MONTHS[m - 1]} {d}{o}"])


def monthyear():
    y, m = year(), rng.randint(1, 12)
    return pick([f"{MONTHS[m - 1]} {y}", f"{MON[m - 1]} {y}", f"{m}/{y}", f"{m:02}/{y}", f"{y}-{m:02}", f"{MON[m - 1]} '{y % 100:02}", f"{MON[m - 1]}-{y % 100:02}", f"{MONTHS[m - 1]} of {y}", f"{MONTHS[m - 1]}, {y}", f"{pick(['early', 'mid', 'late'])} {MONTHS[m - 1]} {y}", f"mid-{MONTHS[m - 1]} {y}"])


def daterange():
    y, m, d = year(), rng.randint(1, 11), rng.randint(1, 20)
    e = d + rng.randint(1, 8)
    return pick([f"{m}/{d}/{y}-{m}/{e}/{y}", f"{m}/{d}/{y % 100} - {m}/{e}/{y % 100}", f"{MONTHS[m - 1]} {d}-{e}, {y}", f"{MONTHS[m - 1]} {d} to {MONTHS[m]} {e}, {y}", f"{m}/{d} through {m}/{e}", f"{MON[m - 1]} {d}–{MON[m]} {e} {y}", f"{MONTHS[m - 1]} to {MONTHS[m]} {y}", f"{y}-{m:02}-{d:02} to {y}-{m:02}-{e:02}"])


def dob():
    y, m, d = rng.randint(1932, 2020), rng.randint(1, 12), rng.randint(1, 28)
    return pick([f"{m}/{d}/{y}", f"{m:02}/{d:02}/{y}", f"{m}/{d}/{y % 100:02}", f"{y}-{m:02}-{d:02}", f"{m:02}-{d:02}-{y}", f"{MONTHS[m - 1]} {d}, {y}", f"{d} {MON[m - 1]} {y}", f"{d:02}-{MON[m - 1].upper()}-{y}", f"{y}{m:02}{d:02}", f"{m:02}{d:02}{y}", f"{MON[m - 1]} {d} {y}", f"{m:02}.{d:02}.{y}", f"{d:02}/{m:02}/{y}"])


def phone():
    a, e, l = f"{rng.randint(2, 9)}{rng.randint(0, 8)}{rng.randint(2, 9)}", f"{rng.randint(2, 9)}{rng.randint(2, 9)}{rng.randint(0, 9)}", digits(4)
    return pick([f"({a}) {e}-{l}", f"({a}){e}-{l}", f"{a}-{e}-{l}", f"{a}.{e}.{l}", f"{a} {e} {l}", f"+1 {a} {e} {l}", f"+1-{a}-{e}-{l}", f"1-{a}-{e}-{l}", f"{a}{e}{l}", f"{a}-{e}{l}", f"{a}/{e}-{l}", f"{a}-{e}-{l} x{digits(3)}", f"({a}) {e}-{l} ext. {digits(4)}", f"+44 20 7{digits(3)} {digits(4)}", f"+52 55 {digits(4)} {digits(4)}"])


def ssn():
    a = f"{rng.randint(1, 899):03}"
    a = "234" if a == "666" else a
    g, s = f"{rng.randint(1, 99):02}", f"{rng.randint(1, 9999):04}"
    return pick([f"{a}-{g}-{s}"] * 4 + [f"{a} {g} {s}", f"{a}.{g}.{s}", f"{a}{g}{s}", f"9{digits(2)}-{g}-{s}"])


def mbi():
    c = "ACDEFGHJKMNPQRTUVWXY"; L = lambda: rng.choice(c); N = lambda: rng.choice("0123456789"); X = lambda: rng.choice(c + "0123456789")
    v = [rng.choice("123456789"), L(), X(), N(), L(), X(), N(), L(), L(), N(), N()]
    v = "".join(v)
    return pick([v, f"{v[:4]}-{v[4:7]}-{v[7:]}", f"{v[:4]} {v[4:7]} {v[7:]}", v.lower()])


def vin():
    w = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    t = dict(zip("ABCDEFGH", range(1, 9))) | dict(zip("JKLMN", range(1, 6))) | {"P": 7, "R": 9} | dict(zip("STUVWXYZ", range(2, 10)))
    v = [rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(11)] + list(digits(6))
    s = sum(w[i] * (t.get(c, int(c) if c.isdigit() else 0)) for i, c in enumerate(v) if i != 8) % 11
    v[8] = "X" if s == 10 else str(s)
    return "".join(v)


def luhn(prefix, n):
    p = prefix + digits(n - len(prefix) - 1)
    s = sum((d * 2 - 9 if d * 2 > 9 else d * 2) if i % 2 == 0 else d for i, d in enumerate(int(c) for c in reversed(p)))
    return p + str(-s % 10)


def email():
    f, l = pick(FIRST).lower(), "".join(c for c in surname().lower() if c.isascii() and c.isalpha())
    return pick([f"{f}.{l}", f"{f[0]}{l}{digits(2)}", f"{f}_{l}", f"{l}.{f}+health", f"{f}{digits(3)}", f"{f}-{l}"]) + "@" + pick(["gmail.com", "yahoo.com", "aol.com", "outlook.com", "med.umich.edu", "comcast.net", "proton.me", "familyclinic.org", "example.co.uk"])


def url():
    l = "".join(c for c in surname().lower() if c.isascii() and c.isalpha())
    return pick([f"https://www.{l}family.com/photos", f"www.{l}law.net", f"http://mychart.example.org/p/{digits(6)}", f"facebook.com/{l}.{digits(2)}", f"https://gofund.me/{digits(6)}", f"{l}-photography.com", f"instagram.com/{l}_{digits(2)}", f"hxxps://{l}.org/a", f"linkedin.com/in/{l}{digits(3)}"])


def ip(): return pick([lambda: ".".join(str(rng.randint(11, 250)) for _ in range(4)), lambda: ":".join(f"{rng.randint(0, 65535):x}" for _ in range(8)), lambda: f"2001:db8::{rng.randint(1, 9999):x}", lambda: ":".join(f"{rng.randint(0, 255):02X}" for _ in range(6)), lambda: "-".join(f"{rng.randint(0, 255):02x}" for _ in range(6))])()
def mrn(): return pick([nz(6), nz(7), nz(8), "0" + digits(7), f"{letters(1)}{nz(7)}", f"{letters(2)}-{nz(6)}", f"{nz(3)}-{nz(4)}", f"{nz(2)}-{nz(2)}-{nz(2)}", f"E{nz(9)}"])
def member(): return pick([f"{letters(3)}{nz(9)}", nz(9), f"W{nz(9)}", f"{letters(3)} {nz(9)}", f"{nz(9)}-01", f"H{nz(8)}", f"{letters(2)}{nz(6)}{letters(1)}", nz(11), f"U{nz(7)} 02"])
def serial(): return pick([f"{letters(2)}{nz(7)}", nz(8), f"{letters(3)}-{nz(5)}", f"{nz(4)}-{nz(4)}", f"{letters(1)}{nz(6)}{letters(1)}", nz(10)])
def claimno(): return pick([nz(10), f"{letters(1)}{nz(9)}", f"{year()}-{nz(6)}", f"{nz(2)}-{nz(6)}", f"CLM{nz(8)}", f"{nz(5)}{letters(2)}{nz(4)}", nz(12)])
def address(): return f"{rng.randint(2, 19999)}{pick(['', '', '', 'B'])} {pick(STREET).replace('_', ' ')} {pick(SUFFIX)}{pick(['', '', '', ' Apt 4', ', Apt. 12B', ' #205', ', Unit 7', ' Suite 310'])}"
def pobox(): return pick([f"P.O. Box {nz(4)}", f"PO Box {nz(3)}", f"RR 2 Box {nz(2)}", f"P O Box {nz(4)}", f"{nz(4)} County Road {nz(2)}", f"{nz(5)} State Highway {nz(2)}"])
def dl(): return pick([f"{letters(1)}{nz(7)}", nz(8), nz(9), f"{letters(1)}{nz(3)}-{nz(4)}-{nz(4)}", f"{letters(1)}{nz(12)}", f"{letters(2)}{nz(6)}"])
def plate(): return pick([f"{letters(3)}-{nz(4)}", f"{letters(3)} {nz(3)}", f"{nz(1)}{letters(3)}{nz(3)}", f"{letters(3)}{nz(4)}", f"{nz(3)} {letters(3)}"])
def npi():
    s = luhn("808401" + digits(8), 15); return s[5:]
def age90():
    n = rng.randint(90, 104); w = {90: "ninety", 91: "ninety-one", 92: "ninety-two", 93: "ninety-three", 94: "ninety-four", 95: "ninety-five", 96: "ninety-six"}.get(n, "ninety-eight")
    return pick([f"{n}-year-old", f"{n} year old", f"{n} y/o", f"{n} yo", f"{n}yo", f"{n}-yr-old", f"{n} years old", f"{n} y.o.", f"{w}-year-old", f"{n} years of age"])


SLOT = {"DATE": lambda: date(), "SDATE": shortdate, "MY": monthyear, "RANGE": daterange, "DOB": dob, "PHONE": phone, "FAX": phone, "SSN": ssn, "MBI": mbi, "VIN": vin, "EMAIL": email, "URL": url, "IP": ip, "MRN": mrn, "MEMBER_ID": member,
        "DEVICE": serial, "OTHER_ID": claimno, "ADDRESS": address, "BOX": pobox, "LICENSE": dl, "PLATE": plate, "NPI": npi, "AGE90": age90, "ACCOUNT": lambda: pick([nz(8), nz(10), f"{letters(1)}{nz(8)}", f"{nz(4)}-{nz(4)}"]),
        "CARD": lambda: pick([luhn("4", 16), "-".join(luhn("51", 16)[i:i + 4] for i in (0, 4, 8, 12))]), "CITY": lambda: pick(CITY), "ZIP": lambda: pick([nz(5), f"{nz(5)}-{nz(4)}"]), "LAST4": lambda: digits(4), "COARSE": lambda: pick([f"spring {year()}", f"fall of {year()}", f"winter {year()}", f"Q{rng.randint(1, 4)} {year()}", f"late {year()}", f"early {year()}", f"Thanksgiving {year()}", f"summer {year()}"])}
CAT = {"SDATE": "DATE", "MY": "DATE", "RANGE": "DATE", "MBI": "MEMBER_ID", "VIN": "VEHICLE", "PLATE": "VEHICLE", "BOX": "ADDRESS", "NPI": "PROVIDER_ID", "CARD": "ACCOUNT", "LAST4": "SSN", "COARSE": "DATE_COARSE", "NAME": "NAME", "SUR": "NAME", "PROV": "PROVIDER", "FIRSTLAST": "NAME"}
WARN = {"PROVIDER", "PROVIDER_ID", "DATE_COARSE"}
MRNL = ["MRN: ", "MRN ", "MRN# ", "Medical record number: ", "med rec no. ", "MR# ", "Chart number ", "chart # ", "M.R.N. ", "Patient ID: ", "Pt ID ", "Hospital number ", "EMPI ", "record # ", "Medical Record #: ", "MRN is ", "mrn = ", "Unit number: ", "medical rec. number "]
MEML = ["Member ID: ", "member # ", "Subscriber ID ", "subscriber number: ", "Policy number ", "policy #: ", "Insurance ID: ", "Medicaid ID ", "Medicaid # ", "Member number is ", "Enrollee ID ", "Beneficiary ID: ", "plan ID ", "Aetna member ID ", "ID card number ", "CIN ", "Insurance policy number: ", "Cert # ", "RxID: ", "BCBS ID: "]
OTHL = ["Claim # ", "claim number ", "Claim no. ", "Auth # ", "authorization number: ", "prior auth # ", "Reference number ", "Ref #: ", "case number ", "Case # ", "Docket no. ", "Encounter # ", "encounter ID ", "CSN: ", "Accession number ", "accession # ", "Referral # ", "order number ", "Specimen ID ", "Rx# ", "Confirmation number: ", "passport number ", "Study ID ", "visit number ", "Employee ID ", "tracking number ", "ICN ", "student ID "]
POS = r"""
{NAME} (DOB {DOB}) was seen {DATE} for {c}. She has failed {d}.
Patient: {NAME}\nDOB: {DOB}\n{MRNL}{MRN}\nAssessment: {c}, worsening despite {d} 40 mg.
RE: {NAME}\nDate of birth: {DOB}\n{MEML}{MEMBER_ID}\nTo whom it may concern: we request coverage of {d} for {c}.
I am writing on behalf of my patient, {NAME}, who has had {c} since {MY}.
{NAME} is a {n}-year-old with {c} diagnosed in {MY}. Labs drawn {DATE} were normal.
Spoke with her {rel}, {FIRSTLAST}, at {PHONE}. They agree with the plan.
Pt's {rel} {FIRSTLAST} called {SDATE} to ask about {d}.
Mr. {SUR} was admitted {RANGE} for a flare of {c}.
Mrs. {SUR} tolerated {d} well. Next infusion {DATE}.
Ms. {SUR} returned on {SDATE} with pain 6/10 and strength 4/5.
{PROV} saw the patient on {DATE} and recommended {d}.
Dictated by {PROV}. {DATE}
Referred by {PROV}, NPI {NPI}.
cc: {PROV}; fax {FAX}
PCP: {PROV}. Phone {PHONE}.
Please call {PHONE} with your decision or fax to {FAX}.
Contact: {EMAIL} or {PHONE}.
She can be reached at {PHONE} (cell) or by e-mail at {EMAIL}.
Emergency contact: {FIRSTLAST}, {rel}, {PHONE}.
SSN {SSN}. {c} on {d}.
Social security number: {SSN}, {MEML}{MEMBER_ID}.
SSN ending {LAST4} was verified. BP 130/80.
Last 4 of social: {LAST4}. {d} 10 mg daily.
{MRNL}{MRN}. {n}F with {c}.
{MRNL}{MRN} | {OTHL}{OTHER_ID} | {c}
{OTHL}{OTHER_ID} was denied on {DATE}. {d} is needed.
Your letter of {DATE} ({OTHL}{OTHER_ID}) denied {d} as not medically necessary.
Medicare number {MBI}. Home oxygen at 2 L/min.
MBI: {MBI}; uses {d}.
He lives at {ADDRESS}, {CITY}, {ST} {ZIP}.
Ship the pump to {ADDRESS}. Serial number {DEVICE}.
Mailing address: {BOX}, {CITY}, {ST} {ZIP}
She moved to {CITY}, {STATE} last year and transferred her care.
He lives in {CITY} with his {rel}.
Originally from {CITY}, {ST}; works as a welder.
Resident of {CITY}. {c}, stable on {d}.
The {AGE90} patient lives alone and has {c}.
{AGE90} man with {c}, ejection fraction 25%.
Injured {DATE} when a car (VIN {VIN}) struck him. Plate {PLATE}.
License plate {PLATE}, VIN: {VIN}.
Driver's license {LICENSE} on file. {c}.
DL# {LICENSE}; account number {ACCOUNT}.
acct # {ACCOUNT}, balance 240 dollars. Paid by card {CARD}.
Insulin pump S/N {DEVICE}, placed {MY}.
Pacemaker serial # {DEVICE} interrogated {SDATE}. Threshold 0.5 V at 0.4 ms.
Device serial: {DEVICE}. CPAP compliance 6.1 h nightly.
Photos were uploaded to {URL} on {DATE}.
Portal login from {IP} on {DATE}.
Device address {IP}. Telehealth visit completed.
See {URL} for her own account of {c}.
Symptoms began {MY}; MRI {DATE} showed three new lesions.
Onset {COARSE}, {d} started {MY}.
Surgery was performed {DATE}, revision {SDATE}. ROM 0-110.
Trial of {d} from {RANGE}, stopped for nausea.
Biopsy {DATE}: no dysplasia. Colonoscopy due {MY}.
Failed {d} ({MY}) and methotrexate ({MY}).
Follow up {SDATE}. Call {PHONE} if worse.
LMP {DATE}. EDD {DATE}. G2P1.
Discharged home {DATE} with {d}.
Seen in clinic on {SDATE}, again on {SDATE}. Pain 7/10.
Note: {NAME} missed the visit on {SDATE}.
{NAME} reports that {d} helps. PHQ-9 17.
{NAME} has {c}. He takes {d} 40 mg weekly.
Per {PROV}, start {d}. A1c 8.4%.
Electronically signed by {PROV} {DATE} 14:32
{PROV}\n{DATE}
Thank you for your attention. Sincerely, {PROV}
Interpreter {FIRSTLAST} was present. {c}.
Guardian: {FIRSTLAST} ({PHONE})
POA is {rel} {FIRSTLAST}, {ADDRESS}.
Policyholder: {NAME}, {MEML}{MEMBER_ID}, group 12.
Patient name {NAME}; date of birth {DOB}; {MRNL}{MRN}.
{NAME}, {DOB}, {MRNL}{MRN}: {c}.
Accompanied by her {rel} {FIRSTLAST}. DOB {DOB}.
Witness: {FIRSTLAST}. Consent signed {DATE}.
Attorney {FIRSTLAST} requested records on {DATE}.
Her employer contact is {FIRSTLAST} at {EMAIL}.
The patient, {NAME}, was born {DOB} in {CITY}, {STATE}.
Home visit at {ADDRESS} on {SDATE}.
Pharmacy fax {FAX}. Rx# {OTHER_ID}.
Ms. {SUR}'s symptoms improved. Ms. {SUR} walks 40 feet.
Discussed with {PROV} and {PROV}.
Vaccinated {DATE} and {DATE}.
From {CITY}, {ST} {ZIP}. Commutes 40 miles.
Zip code {ZIP}. Household of 3.
Dear {PROV}: thank you for seeing {NAME} on {DATE}.
NPI: {NPI}. {PROV}.
{n} y/o M, {NAME}, here for {d} refill. Wt 82 kg.
Letter for {NAME} re {d}: approved through {DATE}.
Hx: dx {MY}, relapse {MY}, now stable. EDSS 3.5.
""".strip().split("\n")
NEG = """
BP 128/76, HR 72, RR 16, SpO2 97% on RA, T 98.6 F, BMI 31.4.
A1c 9.2% (goal <7). LDL 142, HDL 38, TG 210. eGFR 58.
Failed methotrexate 25 mg weekly for 16 weeks, then leflunomide 20 mg for 3 months.
ICD-10 M06.9, L40.50, K50.90. CPT 96413, 96415. HCPCS J1745, Q5121.
NDC 0074-4339-02, 57894-030-01 and 50242-0040-62.
Oswestry 48%, VAS 8/10, strength 4/5 in the left EHL, DTR 2+/4.
Graves disease with orbitopathy; TRAb 8.2. Hashimoto excluded.
Lewy body dementia suspected; MoCA 14/30, Hoehn and Yahr stage 3.
Meets Rome IV criteria; Los Angeles grade B esophagitis; Mayo score 9.
Meets the Milan criteria (MELD 22, Child-Pugh C10).
KEYNOTE-189, CheckMate-227 and IMpower150 support pembrolizumab.
The SELECT trial (n=17,604; HR 0.80, 95% CI 0.72-0.90) included adults with BMI of 27 or more.
Per the 2023 ADA Standards of Care and the 2022 ACR guideline, start SGLT2 inhibition.
NCT03086980; PMID 31091372; DOI 10.1056/NEJMoa2307563.
Medical policy CPB 0321, LCD L33822 and NCD 240.4 apply. See section 4.2.1.3.
Dose 10 mg/kg at weeks 0, 2 and 6, then every 8 weeks (q8w); max 800 mg.
Percocet 5/325 q6h prn #30, gabapentin 300 mg TID, Sinemet 25/100 5x/day.
Symbicort 160/4.5 2 puffs BID; albuterol 90 mcg prn; Novolog 70/30 24 units qAM.
VA 20/40 OD, 20/60 OS; IOP 14/16; OCT central thickness 412 um.
Pathology: 3/14 nodes positive, margins negative, Ki-67 22%, ER 95%, PR 80%, HER2 0.
DEXA T-score -3.1 at L2-L4; FRAX 24%/8.5%.
PSG: AHI 42/h, nadir 78%; CPAP 12 cm H2O, used 28/30 nights.
She may start at 5 mg. March in place exercise tolerated. MAR reviewed.
SEP-1 bundle completed. POS 11, MS-DRG 470, modifier 59.
Has had symptoms for 18 months, 6 flares in 2023 and 2 in 2024.
Treated in 2019-2021 and again in 2023. Plan year 2025.
A 67-year-old man with heart failure, EF 25-30%, NYHA III, NT-proBNP 4,210.
56 y/o F, 3 children, works nights, drives 40 miles.
Her husband helps with dressing. Her daughter lives nearby. Mother had breast cancer.
Patient is 90+ and frail. Ages 65-69 in the cohort.
Lives in Ohio with Medicaid. Moved from Texas two years ago.
UnitedHealthcare denied the request; Cigna and Aetna cover it. Anthem Blue Cross requires step therapy.
Humira, Enbrel, Cosentyx, Taltz and Stelara have all failed.
Escherichia coli >100,000 CFU/mL; C. difficile toxin negative; S. aureus nares positive.
Charcot-Marie-Tooth disease type 1A; Guillain-Barre in remission.
Spurling positive, Hawkins positive, Neer negative, Phalen and Tinel positive.
Whipple procedure, Nissen fundoplication and Roux-en-Y bypass discussed.
EC 3.2.1.22 deficiency; GLA p.Asn215Ser; c.644A>G; rs28935197.
Karyotype 46,XX; BRCA1 c.5266dupC; KRAS G12C; EGFR exon 19 deletion.
Room air; 2 L at night. 6MWT 210 m. Walks 150 feet.
Quantity 60/30 days, 3 refills. Days supply 90.
Wound 3.2 x 2.1 x 0.4 cm, stage 3, Braden 14.
Total knee arthroplasty requires failure of 12 weeks of conservative care.
GCS 15, NIHSS 4, mRS 2, TICI 2b.
Carboplatin AUC 5, paclitaxel 175 mg/m2 q3w x 6; ANC 1.1, Plt 88.
Cycle 3 day 8 of FOLFOX; 5-FU 2400 mg/m2 over 46 h.
Snellen 20/200; Humphrey 24-2 MD -12.4 dB.
The patient would benefit from tirzepatide. He is doing well. She denies chest pain.
Dr. note pending. Doctor visits are hard for her.
Sjogren, Raynaud and Behcet features absent; ANA 1:640, SSA >8.0.
Height 5'6", weight 214 lb, waist 44 in.
Pulse 88; temp 101.2 F; 99 F this morning.
The plan requires a trial of two DMARDs; policy effective in 2024.
Account for renal function; address fall risk; will claim benefit; case closed.
Ankle ROM 10/40, grip 90 lb, TUG 14 s, Tinetti 18/28.
Approved for 12 months; 52 visits; 90 days; 1-2 tablets every 4-6 hours.
Ross procedure candidate; Fontan circulation; Kawasaki disease at age 4.
Johnson & Johnson, Eli Lilly and Novo Nordisk assistance programs were tried.
Uses Dexcom G7 with t:slim X2 and Omnipod 5; TIR 42%.
K0823 wheelchair, E0601 CPAP, L5301 prosthesis and A9276 sensors.
Florida Blue and Blue Cross Blue Shield of Texas follow InterQual 2024.
Cleveland Clinic and Mayo Clinic second opinions agree.
Her pain ranges 3-9/10, worst 10/10, best 2/10 with rest.
Alcohol 1-2/week; smoked 1/2 ppd for 20 years; quit in 2015.
Will, Mark and Hope are doing well in group therapy.
Maria is a 9-year-old with spina bifida. Tyrone tolerated it.
FEV1/FVC 0.58; DLCO 44%; 4/10 on mMRC.
Prior authorization criteria 1.a, 2.b and 3.c are met; see table 2, figure 4.
Needs 24/7 care; sees PT 2-3x/week; 8/10 goals met.
Lab 12345 code 80053 drawn; CA 19-9 37; CA-125 22; CEA 4.1.
Grade 3/6 systolic murmur; JVP 8 cm; 2+ edema.
""".strip().split("\n")


def render(template):
    out, spans, subst = "", [], {}
    name, vname = full(); last = surname()
    st = pick(STATE); i = 0
    template = template.replace("\\n", "\n")
    while i < len(template):
        if template[i] != "{":
            out += template[i]; i += 1; continue
        j = template.index("}", i); key = template[i + 1:j]; i = j + 1
        if key in ("c", "d", "n", "rel", "ST", "STATE", "MRNL", "MEML", "OTHL"):
            out += {"c": lambda: pick(COND), "d": lambda: pick(DRUG), "n": lambda: str(rng.randint(19, 88)), "rel": lambda: pick(REL), "ST": lambda: st[1], "STATE": lambda: st[0], "MRNL": lambda: pick(MRNL), "MEML": lambda: pick(MEML), "OTHL": lambda: pick(OTHL)}[key](); continue
        variant = key.lower()
        if key == "NAME": value, variant = name, vname
        elif key == "FIRSTLAST": value = f"{pick(FIRST)} {surname()}"
        elif key == "SUR": value = last
        elif key == "PROV":
            f, l = pick(FIRST), surname()
            value = pick([f"Dr. {l}", f"Dr. {f} {l}", f"Dr {l}", f"{f} {l}, {pick(CRED)}", f"{f} {letters(1)}. {l}, {pick(CRED)}", f"Doctor {l}"])
        else: value = SLOT[key]()
        cat = CAT.get(key, key)
        spans.append({"start": len(out), "end": len(out) + len(value), "category": cat, "gate": "warn" if cat in WARN else "block", "variant": variant})
        out += value
    return out, spans


def respan(text, spans, fn):
    """rewrites each span's value by fn(value) -> value, keeping offsets"""
    out, new, at = "", [], 0
    for s in sorted(spans, key=lambda s: s["start"]):
        out += text[at:s["start"]]; v, kind = fn(text[s["start"]:s["end"]], s)
        n = dict(s, start=len(out), end=len(out) + len(v))
        if kind: n["variant"] = kind
        new.append(n); out += v; at = s["end"]
    return out + text[at:], new


def evade(v, s):
    d = sum(c.isdigit() for c in v)
    ops = []
    if d >= 4: ops += ["fullwidth", "zero-width", "ocr-space", "ocr-confuse", "arabic-indic", "math-digits", "combining", "linebreak"]
    if "-" in v and d: ops += ["dash"]
    if " " in v: ops += ["nbsp"]
    if s["category"] in ("SSN", "PHONE", "FAX", "MRN") and d == sum(c.isalnum() for c in v) and d >= 6: ops += ["spelled"]
    if s["category"] == "EMAIL": ops += ["at-dot"]
    if s["category"] in ("NAME", "PROVIDER", "CITY"): ops += ["homoglyph", "zero-width", "nbsp"]
    if not ops: return v, None
    op = pick(ops)
    if op == "fullwidth": r = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in v)
    elif op == "zero-width": r = "".join(c + (rng.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad") if rng.random() < .4 else "") for c in v[:-1]) + v[-1]
    elif op == "ocr-space": r = "".join(c + (" " if c.isalnum() and n.isalnum() else "") for c, n in zip(v, v[1:] + "."))
    elif op == "ocr-confuse":
        r = v
        for a, b in rng.sample([("0", "O"), ("1", "l"), ("5", "S"), ("8", "B"), ("1", "I")], 3):
            if a in r: r = r.replace(a, b, 1)
        if sum(c.isdigit() for c in r) < 2 or r == v: return v, None
    elif op == "arabic-indic": r = "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in v)
    elif op == "math-digits": r = "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in v)
    elif op == "combining": r = "".join(c + ("\u0301" if c.isdigit() and rng.random() < .5 else "") for c in v)
    elif op == "dash": r = v.replace("-", pick(["–", "‑", "−", "—"]))
    elif op == "nbsp": r = v.replace(" ", pick(["\u00a0", "\u202f", "\u2009"]))
    elif op == "linebreak":
        cut = [i for i, c in enumerate(v) if c in "-/ ," and i < len(v) - 1]
        if not cut: return v, None
        i = pick(cut); r = v[:i + 1] + "\n" + v[i + 1:]
    elif op == "spelled":
        w = "zero one two three four five six seven eight nine".split()
        r = " ".join(w[int(c)] if c.isdigit() else {"-": "dash"}.get(c, "") for c in v if c.isdigit() or c == "-")
    elif op == "at-dot": r = pick([v.replace("@", " at ").replace(".", " dot "), v.replace("@", " [at] ").replace(".", "[dot]"), v.replace("@", "(at)"), v.replace("@", " AT ").replace(".", " DOT ")])
    elif op == "homoglyph":
        m = dict(zip("AaEeOoPpCcTXxyB", "АаЕеОоРрСсТХхуВ")); r = "".join(m.get(c, c) if rng.random() < .6 else c for c in v)
    if r == v: return v, None
    return r, op


def main():
    rng.seed(int(sys.argv[1])); npos, nneg = int(sys.argv[2]), int(sys.argv[3])
    seen = set()
    with open("held_pos.jsonl", "w", encoding="utf-8") as f:
        n = 0
        while n < npos:
            k = rng.choices([1, 2, 3], [5, 4, 1])[0]
            text, spans = "", []
            for t in rng.sample(range(len(POS)), k):
                piece, s = render(POS[t])
                spans += [dict(x, start=x["start"] + len(text), end=x["end"] + len(text)) for x in s]
                text += piece + pick([" ", "\n"])
            if rng.random() < .4: text += pick(NEG).replace("\\n", "\n")
            text = text.rstrip()
            style = rng.random(); name = None
            if style < .12 and len(text.lower()) == len(text): text, name = text.lower(), "lower"
            elif style < .22 and len(text.upper()) == len(text): text, name = text.upper(), "upper"
            if not spans: continue
            if rng.random() < .3:  # one span of the note is written evasively
                which = rng.randrange(len(spans))
                text, spans = respan(text, spans, lambda v, s: evade(v, s) if s is sorted(spans, key=lambda s: s["start"])[which] else (v, None))
            if text in seen: continue
            seen.add(text); f.write(json.dumps({"id": f"hp-{n:05}", "text": text, "spans": spans, "kind": "positive", "style": name}, ensure_ascii=False) + "\n"); n += 1
    with open("held_neg.jsonl", "w", encoding="utf-8") as f:
        n = 0
        while n < nneg:
            text = " ".join(rng.sample(NEG, rng.choices([1, 2, 3, 4], [3, 3, 2, 1])[0]))
            style = rng.random()
            text = text.lower() if style < .12 else text.upper() if style < .22 else text
            if text in seen: continue
            seen.add(text); f.write(json.dumps({"id": f"hn-{n:05}", "text": text, "spans": [], "kind": "negative"}, ensure_ascii=False) + "\n"); n += 1


main()
