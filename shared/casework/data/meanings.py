"""Makes `meanings.tsv`, `diagnoses.tsv` and `other_words.txt` from WordNet 3.1 and the ICD-10-CM tabular list.

python3 meanings.py <folder of WordNet's dict files> <tabular list as XML>
"""

import collections
import re
import sys
import xml.etree.ElementTree as tree

# WordNet's files of nouns that letters speak of as a whole: the body, feelings, processes and states.
KINDS = {8, 12, 22, 26}
# Of its other files, what is a kind of one of these.
MEDICAL = {"medical procedure", "medical care", "therapy", "surgery", "operation", "diagnostic test", "diagnostic procedure",
           "examination", "medical instrument", "medical institution", "imaging", "diagnosis", "symptom", "drug", "medicine",
           "medical science", "medicine", "medical specialist", "health professional", "doctor", "caregiver", "sick person",
           "amino acid", "hormone", "enzyme", "vitamin", "body substance", "antibody", "antigen", "protein", "lipid", "sugar",
           "bodily property", "physical condition", "sensation", "pathogen", "device for the body", "aid", "prosthesis",
           "support", "stimulator", "implant", "catheter", "tube", "wheelchair", "pump", "walker", "brace", "posture",
           "locomotion", "movement", "exercise", "work", "injection", "treatment", "test", "measurement", "memory", "perception",
           "bodily process", "organic process", "pathological process", "natural process", "wave", "radiation", "radiogram",
           "blood group", "disability", "inability", "hindrance", "relief", "improvement", "deterioration", "decrease",
           "increase", "change of state", "harm", "fall", "birth", "death", "bleeding", "discharge"}
# What belongs to no letter, or to the families of names and drugs.
NO_KINDS = {"plant", "animal", "weapon", "vehicle", "building", "military action", "crime", "sport", "religion"}
# Broader names are followed this far; further up they say nothing.
STEPS = 4


def plain_words():
    with open("plain_words.txt", encoding="utf-8") as file:
        return set(file.read().split())


def stem(word):
    """The stem of `grounding/words.rs`, near enough to tell everyday words."""
    for ending, put in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(word) > len(ending) + 2:
            word = word[: -len(ending)] + put
            break
    for ending in ("ingly", "ing", "edly", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


# What each synset is said to be.
GLOSSES = {}


def synsets(folder, part):
    """Synset -> (kind, words, pointers as (sign, synset, part, word from, word to))."""
    found = {}
    with open(f"{folder}/data.{part}", encoding="utf-8") as file:
        for line in file:
            if line.startswith(" "):
                continue
            cells = line.split("|")[0].split()
            count = int(cells[3], 16)
            words = [re.sub(r"\(.*\)", "", cells[4 + 2 * at]).replace("_", " ") for at in range(count)]
            at = 4 + 2 * count
            pointers = []
            for number in range(int(cells[at])):
                sign, other, kind, ends = cells[at + 1 + 4 * number : at + 5 + 4 * number]
                pointers.append((sign, other, kind, int(ends[:2], 16), int(ends[2:], 16)))
            found[cells[0]] = (int(cells[1]), words, pointers)
            GLOSSES[(part, cells[0])] = line.split("|")[1]
    return found


def senses(folder):
    """(lemma, synset) -> which of the lemma's senses it is."""
    order = {}
    with open(f"{folder}/index.noun", encoding="utf-8") as file:
        for line in file:
            if line.startswith(" "):
                continue
            cells = line.split()
            count = int(cells[2])
            for number, synset in enumerate(cells[-count:], 1):
                order[(cells[0].replace("_", " "), synset)] = number
    return order


class Table:
    def __init__(self, folder):
        self.plain = plain_words()
        self.nouns = synsets(folder, "noun")
        self.others = {part: synsets(folder, name) for part, name in (("a", "adj"), ("v", "verb"), ("r", "adv"))}
        self.others["s"] = self.others["a"]
        self.order = senses(folder)
        self.forms = collections.defaultdict(set)
        for adjective in self.others["a"].values():
            for sign, other, part, start, end in adjective[2]:
                if sign == "\\" and part == "n" and start:
                    self.forms[other].add(adjective[1][start - 1])

    def is_plain(self, word):
        return len(word) < 3 or word in self.plain or stem(word) in self.plain

    def is_technical(self, phrase):
        return any(not self.is_plain(part) for part in re.split("[ -]", phrase.lower()))

    def is_kept(self, synset):
        kind = self.nouns[synset][0]
        return self.is_medical(synset, kind in KINDS)

    def is_medical(self, synset, medical):
        """Of a kind that letters speak of, and no single person or place."""
        seen, todo = set(), [synset]
        while todo:
            here = todo.pop()
            if here in seen:
                continue
            seen.add(here)
            _, words, pointers = self.nouns[here]
            if NO_KINDS.intersection(words):
                return False
            medical = medical or bool(MEDICAL.intersection(words))
            for sign, other, *_ in pointers:
                if sign == "@i":
                    return False
                if sign == "@":
                    todo.append(other)
        return medical

    def names(self, synset):
        """Phrases that name it when they stand in a text, and others that are only said of it."""
        names, also = [], set()
        for word in self.nouns[synset][1]:
            low = word.lower()
            first = self.order.get((low, synset), 9)
            sure = " " in low or first == 1 or first <= 3 and self.is_technical(low)
            (names.append(low) if sure and len(low) > 2 else also.add(low))
        also |= {form.lower() for form in self.forms[synset]}
        for sign, other, part, start, end in self.nouns[synset][2]:
            if sign == "+" and part in self.others and end:
                also.add(self.others[part][other][1][end - 1].lower())
        also |= self.defining(synset) - set(" ".join(names).split())
        also = {word for word in also if self.is_technical(word) and len(word) > 2 and word not in names}
        return names, sorted(also)

    def defining(self, synset):
        """The technical words of the definition of a technical name: `surgical removal of the spleen`."""
        text = re.split('[;("]', GLOSSES[("noun", synset)])[0].lower()
        # What it is used for, comes from or leads to is no part of its meaning; drugs are told by nothing else.
        text = re.split(r"\b(that|which|used|caused|causing|characterized|due|resulting|associated|marked|as in)\b", text)[0]
        kind, words, _ = self.nouns[synset]
        if kind not in {4, 8, 26} or not any(self.is_technical(word) for word in words):
            return set()
        unsure = re.search(r"\b(not|without|usually|sometimes|often|may|can)\b", text)
        return set() if unsure else set(re.findall("[a-z]{4,}", text))

    def broader(self, synset):
        """What it is a kind of, and, of the body, a part of."""
        kind, _, pointers = self.nouns[synset]
        of_body = kind == 8
        return [other for sign, other, *_ in pointers if sign == "@" or of_body and sign == "#p"]

    def rows(self):
        kept = [synset for synset in self.nouns if self.is_kept(synset)]
        own = {synset: self.names(synset) for synset in kept}
        says = {s: [w for w in own[s][0] + own[s][1] if self.is_technical(w)] for s in kept}
        above = {}
        for synset in kept:
            reached, todo = [], [(synset, 0)]
            while todo:
                here, steps = todo.pop(0)
                for other in self.broader(here):
                    if other in own and other not in reached and steps < STEPS:
                        reached.append(other)
                        todo.append((other, steps + 1))
            above[synset] = [other for other in reached if says[other]]
        rows = [s for s in kept if own[s][0] and (above[s] or len(set(own[s][0] + own[s][1])) > 1 and says[s])]
        targets = {other for s in rows for other in above[s]}
        rows += [s for s in kept if s in targets and s not in set(rows)]
        number = {synset: at for at, synset in enumerate(rows)}
        for synset in rows:
            names, also = own[synset]
            yield "; ".join(names), "; ".join(also), " ".join(str(number[o]) for o in above[synset] if o in number)


# Files of nouns that speak of thoughts, talk and workers, and claim nothing about a body.
TALK = {9, 10}
# Files whose words may be claims: food, groups, motives, things of nature, possessions, amounts, relations, shapes and times
# beside those of the body.
CLAIMS = {5, 8, 12, 13, 15, 17, 19, 20, 22, 23, 24, 26, 27}


def other_words(table):
    """Words beside the everyday ones that have no meaning of the body, of medicine or of a measure."""
    said, claims, names = {}, set(), set()
    parts = {"noun": table.nouns, "verb": table.others["v"], "adj": table.others["a"], "adv": table.others["r"]}

    def is_claim(part, synset):
        kind, _, pointers = parts[part][synset]
        if part == "noun":
            return kind in CLAIMS or table.is_medical(synset, False)
        of_body = part == "verb" and kind == 29 or part == "adj" and kind == 1
        related = [other for sign, other, to, *_ in pointers if to == "n" and sign in "+\\="]
        return of_body or any(table.nouns[o][0] in {8, 12, 19, 22, 26, 27} or table.is_medical(o, False) for o in related)

    for part, found in parts.items():
        names |= {word.lower() for _, words, _ in found.values() for word in words if word[:1].isupper()}
        with open(f"{sys.argv[1]}/index.{part}", encoding="utf-8") as file:
            for line in file:
                cells = line.split()
                if line.startswith(" ") or not cells[0].isalpha():
                    continue
                synsets = cells[-int(cells[2]) :]
                latin = part == "adj" and cells[0].endswith(("ic", "ous", "oid", "al", "ar", "ate", "ile"))
                if latin or any(is_claim(part, synset) for synset in synsets):
                    claims.add(cells[0])
                elif part != "noun" or any(table.nouns[synset][0] in TALK for synset in synsets):
                    said[cells[0]] = True
    kept = (word for word in said if 3 < len(word) < 13 and not table.is_plain(word))
    return sorted(set(kept) - claims - names)


def diagnoses(path, plain):
    """Beginnings of codes with the words of what the list includes under them and of the names of their groups."""
    several = re.compile(r"\b(and|or|other|unspecified|not elsewhere|without|due to|with|except)\b|,", re.I)
    root = tree.parse(path).getroot()
    found = collections.defaultdict(set)

    def add(code, names, desc=""):
        if code[0] not in "OPSTVWXY":
            text = re.sub(r"\([^)]*\)", "", " ".join(names)).lower()
            words = set(re.findall(r"[a-z][a-z'-]+", text)) - set(re.findall(r"[a-z][a-z'-]+", desc.lower()))
            words = {word for word in words if len(word) > 2 and word not in {"nos", "nec"}}
            found[code] |= {word for word in words if word not in plain and stem(word) not in plain}

    for section in root.iter("section"):
        name = re.sub(r"\s*\(.*\)", "", section.findtext("desc"))
        if not several.search(name):
            for diag in section.findall("diag"):
                add(diag.findtext("name"), [name])
    for diag in root.iter("diag"):
        code, desc = diag.findtext("name"), diag.findtext("desc")
        if not re.search(r"\b(other|unspecified)\b", desc, re.I):
            add(code, [note.text for note in diag.findall("inclusionTerm/note")], desc)
        if len(code) == 3 and not several.search(desc):
            add(code, [desc])
    return found


def main():
    folder, path = sys.argv[1:]
    table = Table(folder)
    with open("other_words.txt", "w", encoding="utf-8") as out:
        out.writelines(f"{word}\n" for word in other_words(table))
    with open("meanings.tsv", "w", encoding="utf-8") as out:
        out.write("names\talso\tbroader\n")
        for row in table.rows():
            out.write("\t".join(row) + "\n")
    with open("diagnoses.tsv", "w", encoding="utf-8") as out:
        out.write("code\twords\n")
        for code, words in sorted(diagnoses(path, plain_words()).items()):
            if words:
                out.write(f"{code}\t{' '.join(sorted(words))}\n")


main()
