"""How fast the reader is on one core, beside medspaCy and a bare search for the same terms.

    python benchmarks/tagging.py [--texts FILE.jsonl] [--jats FOLDER] [--stream DOCUMENTS]

Without --texts it reads texts that it makes up. medspaCy and pyahocorasick are measured where they
can be imported; they are no dependencies of coregap. To have them, make an environment apart:

    python -m venv /tmp/benchmark
    /tmp/benchmark/bin/pip install . medspacy pyahocorasick
    /tmp/benchmark/bin/pip install "spacy>=3.8" "thinc>=8.3"  # medspaCy asks for older ones, which need numpy 1
    /tmp/benchmark/bin/python benchmarks/tagging.py
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from app.pipeline import TaggingOptions, tag_file
from app.sources import parse_jats
from app.tagging import Lexicon, compile_lexicon, document_of, document_of_text, read_document
from app.topic import Topic, read_topic

ROUNDS = 4  # of each text the fastest counts: what else the machine does only makes it slower
TARGET_RULES = 150
MOST_TEXTS = 100  # every reader reads the same ones
DIMENSIONS = ("indication", "outcome", "body_site", "procedure", "design")
SENTENCES = (
    "Patients aged 18 to {n} years with acne scars of the face will be enrolled.",
    "Fitzpatrick skin types I to IV are eligible; types V and VI are excluded.",
    "We enrolled {n} women with Fitzpatrick skin types II to V.",
    "The primary outcome is the change in wrinkle severity at day {n}.",
    "Pain was recorded on a visual analogue scale of 0 to 10.",
    "Erythema and oedema were mild and resolved within {n} days.",
    "Exclusion Criteria: pregnancy, isotretinoin within {n} months, or a history of keloids.",
    "Participants are assigned at random to fractional laser or to microneedling.",
    "Postinflammatory hyperpigmentation occurred in 2 of {n} participants.",
    "The visits take place at weeks 4, 8 and 12, and photographs are taken under standard light.",
    "This study is a prospective, single-centre, split-face trial with a blinded evaluator.",
    "Skin biopsies are stained for collagen type I and type III before and after treatment.",
    "The investigators explain the study, and every volunteer signs the form before any procedure.",
    "A person who cannot read the language of the form is helped by somebody from outside the team.",
    "The sample size rests on a difference of {n} percent with a power of 80 percent.",
    "Laboratory values are taken at the first visit and whenever the physician wants them.",
    "The sponsor keeps the records for {n} months and may look at them together with the auditors.",
    "Whoever leaves early is asked for the reason and is not replaced by another volunteer.",
    "Means are compared with a t test, and proportions with the exact test of Fisher.",
    "The centre is part of a university hospital and sees about {n} visitors a day.",
    "Anyone with a pacemaker, an infection or a fever at the first visit cannot take part.",
    "The telephone number of the coordinator is printed on the card that everybody carries.",
    "An independent board meets twice a year and can stop the study at any time.",
    "Travel is paid for with {n} euros for each visit.",
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Documents and characters that one reader got through in one second."""

    reader: str
    documents: float
    characters: float


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    console = Console(width=110)
    texts = _texts_of(asked.texts) if asked.texts else _invented_texts(MOST_TEXTS)
    texts = texts[:MOST_TEXTS]
    topic = read_topic()
    console.print(_table(list(_speeds(texts, topic)), texts))
    if asked.jats:
        console.print(_jats_line(_articles(asked.jats), topic))
    if asked.stream:
        for line in _memory_lines(asked.stream, topic):
            console.print(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the reader's speed on one core.")
    parser.add_argument("--texts", type=Path, help="JSONL with `text` and perhaps `title`")
    parser.add_argument("--jats", type=Path, help="folder of JATS full texts")
    parser.add_argument("--stream", type=int, default=100_000, help="documents; 0: leave out")
    return parser.parse_args()


def _texts_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def _invented_texts(count: int) -> list[str]:
    """The same texts each time, about as long as a registry's."""
    chance = random.Random(20_240_601)  # noqa: S311 - texts, not secrets
    return [_invented(chance, 38) for _ in range(count)]


def _invented(chance: random.Random, sentences: int) -> str:
    drawn = chance.choices(SENTENCES, k=sentences)
    return " ".join(sentence.format(n=chance.randint(12, 80)) for sentence in drawn)


def _speeds(texts: list[str], topic: Topic) -> Iterator[Speed]:
    lexicon = compile_lexicon(topic)
    yield _speed("coregap, all dimensions with evidence", texts, lambda t: _read(t, lexicon))
    if find_spec("medspacy"):
        for name, pipeline in _medspacy_pipelines(topic):
            yield _speed(name, texts, pipeline)
    if find_spec("ahocorasick"):
        yield _speed("Aho-Corasick, terms alone", texts, _automaton(topic))


def _read(text: str, lexicon: Lexicon) -> Any:
    return read_document(document_of_text("", text), lexicon)


def _speed(name: str, texts: Sequence[str], read: Callable[[str], Any]) -> Speed:
    read(texts[0])  # what is made ready at the first call is not part of the speed
    taken = [[_seconds(text, read) for text in texts] for _ in range(ROUNDS)]
    seconds = sum(map(min, zip(*taken, strict=True)))
    return Speed(name, len(texts) / seconds, sum(map(len, texts)) / seconds)


def _seconds(text: str, read: Callable[[str], Any]) -> float:
    """Of the processor: what other processes took of it is no part of the speed."""
    start = time.process_time()
    read(text)
    return time.process_time() - start


def _terms(topic: Topic) -> list[tuple[str, str]]:
    """(term, id) of the vocabulary; endings left open are closed, which medspaCy cannot do."""
    return [
        (term.replace("*", "").lower(), value.id)
        for dimension in DIMENSIONS
        for value in topic.values_of(dimension)
        for term in value.terms
    ]


def _medspacy_pipelines(topic: Topic) -> Iterator[tuple[str, Callable[[str], Any]]]:
    import medspacy
    from loguru import logger

    logger.remove()
    rules = _target_rules(topic)
    default = medspacy.load()
    default.get_pipe("medspacy_target_matcher").add(rules)
    yield f"medspaCy, its default pipeline, {len(rules)} rules and ConText", default
    plain = medspacy.load(medspacy_enable={"medspacy_target_matcher", "medspacy_context"})
    plain.add_pipe("sentencizer", first=True)
    plain.get_pipe("medspacy_target_matcher").add(rules)
    yield f"medspaCy, a plain sentence splitter, {len(rules)} rules and ConText", plain


def _target_rules(topic: Topic) -> list[Any]:
    """Rules evenly drawn from the whole vocabulary."""
    from medspacy.target_matcher import TargetRule

    terms = _terms(topic)
    drawn = terms[:: max(1, len(terms) // TARGET_RULES)][:TARGET_RULES]
    return [TargetRule(term, value_id.upper()) for term, value_id in drawn]


def _automaton(topic: Topic) -> Callable[[str], Any]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for term, value_id in _terms(topic):
        automaton.add_word(term, value_id)
    automaton.make_automaton()
    return lambda text: list(automaton.iter(text.lower()))


def _table(speeds: list[Speed], texts: list[str]) -> Table:
    mean = sum(map(len, texts)) / len(texts)
    table = Table(title=f"One core, {len(texts)} texts of {mean:,.0f} characters", box=None)
    table.add_column("reader")
    for name in ("documents/s", "MB/s", "coregap is"):
        table.add_column(name, justify="right")
    own = speeds[0].documents
    for speed in speeds:
        ratio = f"{own / speed.documents:.3g} times" if speed is not speeds[0] else ""
        megabytes = f"{speed.characters / 1e6:.2f}"
        table.add_row(speed.reader, f"{speed.documents:,.0f}", megabytes, ratio)
    if len(speeds) == 1:
        table.caption = "medspaCy is not installed here; the head of this file says how to add it."
    return table


def _articles(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".xml", ".nxml"))


def _jats_line(paths: list[Path], topic: Topic) -> str:
    lexicon = compile_lexicon(topic)
    payloads = [path.read_bytes() for path in paths]
    size = sum(map(len, payloads))
    seconds = min(_jats_seconds(payloads, lexicon) for _ in range(ROUNDS))
    parsing = min(_jats_seconds(payloads, None) for _ in range(ROUNDS))
    return (
        f"JATS: {len(payloads)} articles, {size / 1e6:.1f} MB of XML, {size / 1e6 / seconds:.2f} MB/s"
        f" with parsing ({size / 1e6 / parsing:.2f} MB/s parsing alone)"
    )


def _jats_seconds(payloads: list[bytes], lexicon: Lexicon | None) -> float:
    start = time.process_time()
    for payload in payloads:
        record = parse_jats(payload)
        if lexicon is not None:
            read_document(document_of(record.passages), lexicon)
    return time.process_time() - start


def _memory_lines(count: int, topic: Topic) -> Iterator[str]:
    """Resident memory of this process at every tenth of a long stream of short documents."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.jsonl"
        _write_stream(path, count)
        options = TaggingOptions(limit_mb=1, processes=1)
        for number, _ in enumerate(tag_file(path, topic, options), start=1):
            if number % max(1, count // 10) == 0:
                yield f"{number:>8,} documents read, {_resident_megabytes():.0f} MB resident"


def _write_stream(path: Path, count: int) -> None:
    chance = random.Random(7)  # noqa: S311 - texts, not secrets
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            given = {"doc": f"D{number}", "title": "", "text": _invented(chance, 4)}
            file.write(json.dumps(given) + "\n")


def _resident_megabytes() -> float:
    """Of this process; Linux only, 0 elsewhere."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    pages = int(statm.read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
