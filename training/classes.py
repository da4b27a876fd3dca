"""Fit the model of archive/understanding/class_likeness.py to invented papers of known class.

    python training/classes.py collect FOLDER [FOLDER ...]    add folders of truth (case-*/truth.json, files/)
    python training/classes.py fit                            write archive/understanding/class_likeness.tsv
    python training/classes.py check                          leave each set of folders out once, and count

Run from the project's root with it on the path (PYTHONPATH=.).
The papers lie beside this file in papers.jsonl.xz: set, class, path, head and text of each. Nothing of the
folders that the archive is measured on is among them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from archive.domain.segments import ContentState, Extracted
from archive.extraction.ocr import Recogniser
from archive.extraction.reader import Reader
from archive.understanding.class_likeness import ClassModel, vector_of, written
from archive.understanding.facts import ReadingContext
from archive.understanding.paper_features import GROUPS, Counted, PaperText, features
from archive.understanding.view import DocumentView

PAPERS = Path(__file__).with_name("papers.jsonl.xz")
MODEL = Path(__file__).parents[1] / "archive" / "understanding" / "class_likeness.tsv"

FEWEST = 2
"""Papers a word must stand in: what stands in one says whose paper it is, not of which class."""

MOST_WORDS = 14_000
RIDGE = 0.15
"""How strongly weights are drawn to nothing, for groups of unit length."""

CLASS_OF = {
    "client_brief": "brief", "plan": "proposal", "schedule": "proposal", "meeting_minutes": "minutes",
    "media_report": "data_report", "media_clipping": "data_report", "closing_report": "final_report",
    "finance_settlement": "settlement", "client_feedback": "feedback", "survey": "feedback",
    "review": "retrospective", "execution_record": "acceptance", "personal": "other", "unrelated": "other",
}  # fmt: skip
"""The truth's words for classes, and classes that are kin, brought to one."""

NOT_READ = {"damaged", "unreadable", "bundle"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of known class; `folders` names the set it came with."""

    folders: str
    class_key: str
    text: PaperText


def papers() -> list[Paper]:
    """The papers collected so far."""
    if not PAPERS.exists():
        return []
    with lzma.open(PAPERS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Paper(r["set"], r["class"], PaperText(r["path"], tuple(r["head"]), r["text"])) for r in rows
    ]


def keep(all_papers: Iterable[Paper]) -> None:
    """Write the papers, each text once, in an order that does not depend on how they came."""
    rows = {}
    for paper in all_papers:
        row = {"set": paper.folders, "class": paper.class_key} | asdict(paper.text)
        rows[hashlib.sha256(f"{paper.class_key}{paper.text}".encode()).hexdigest()] = row
    ordered = sorted(rows.values(), key=lambda row: (row["set"], row["path"], row["text"]))
    with lzma.open(PAPERS, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered)


def collect(folders: Sequence[Path]) -> list[Paper]:
    """The papers of folders of truth, read as the archive reads them."""
    found = []
    reader = Reader()
    recogniser = Recogniser(reader, threads=1)
    for folder in folders:
        for truth_file in sorted(folder.glob("case-*/truth.json")):
            for row in json.loads(truth_file.read_text("utf-8"))["files"]:
                if row["class"] in NOT_READ or row.get("readable") is False:
                    continue
                file = truth_file.parent / "files" / row["path"]
                extracted = reader.read(file, file.name)
                if extracted.state is not ContentState.OK:
                    continue
                if extracted.ocr_pages:
                    extracted = recogniser.recognise(file, extracted)
                key = CLASS_OF.get(row["class"], row["class"])
                found.append(Paper(folder.name, key, text_of(extracted, row["path"])))
    reader.close()
    return found


def text_of(extracted: Extracted, path: str) -> PaperText:
    """The texts of one file that are compared."""
    own = tuple(segment for segment in extracted.segments if segment.place.member is None)
    alone = replace(extracted, segments=own)
    return PaperText.of(DocumentView.of(alone, ReadingContext(path, date.max)))


def fit(known: Sequence[Paper], *, most_words: int = MOST_WORDS) -> ClassModel:
    """The model of these papers: fitted once to choose the words that say most, and again to those."""
    counted = [_counted(paper.text) for paper in known]
    seen = Counter((group, word) for paper in counted for group in GROUPS for word in paper[group])
    words = [key for key, papers_with in seen.items() if papers_with >= FEWEST]
    model = _fitted(known, counted, seen, words)
    if len(words) > most_words:
        said = model.rarity * np.abs(model.weights).max(axis=1)
        chosen = sorted(np.argsort(-said, kind="stable")[:most_words])
        ordered = [(group, word) for group, rows in model.rows.items() for word in rows]
        model = _fitted(known, counted, seen, [ordered[n] for n in chosen])
    return model


@cache
def _counted(text: PaperText) -> Counted:
    return features(text)


def _fitted(
    known: Sequence[Paper],
    counted: Sequence[Counted],
    seen: Counter[tuple[str, str]],
    words: Sequence[tuple[str, str]],
) -> ClassModel:
    classes = tuple(sorted({paper.class_key for paper in known}))
    rows: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
    for n, (group, word) in enumerate(
        sorted(words, key=lambda key: (GROUPS.index(key[0]), key[1]))
    ):
        rows[group][word] = n
    rarity = np.zeros(len(words), np.float32)
    for group in GROUPS:
        for word, n in rows[group].items():
            rarity[n] = np.log(1 + len(known) / seen[group, word])
    vectors = np.zeros((len(known), len(words)), np.float32)
    for vector, paper in zip(vectors, counted, strict=True):
        at, values = vector_of(rows, rarity, paper)
        vector[at] = values
    targets = np.array([[float(p.class_key == key) for key in classes] for p in known], np.float32)
    alike = vectors @ vectors.T + RIDGE * np.eye(len(known), dtype=np.float32)
    weights = vectors.T @ np.linalg.solve(alike, targets)
    return ClassModel(classes, rows, rarity, weights.astype(np.float32))


def judged_without(known: Sequence[Paper], left_out: str) -> tuple[int, int]:
    """How many papers of a set are named right by a model that never saw the set, and of how many."""
    model = fit([paper for paper in known if paper.folders != left_out])
    judged = [p for p in known if p.folders == left_out and p.class_key != "other"]
    return sum(_named(model, paper.text) == paper.class_key for paper in judged), len(judged)


def check(known: Sequence[Paper]) -> None:
    """Print for each set how its papers are named by a model that never saw it."""
    for folders in sorted({paper.folders for paper in known}):
        right, judged = judged_without(known, folders)
        print(f"{folders}\t{right}/{judged}")


def _named(model: ClassModel, paper: PaperText) -> str | None:
    alike = model.likenesses(paper)
    return max(alike, key=lambda one: one.degree).class_key if alike else None


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=("collect", "fit", "check"))
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args()
    if asked.act == "collect":
        keep([*papers(), *collect(asked.folders)])
    elif asked.act == "fit":
        MODEL.write_text(written(fit(papers())), "utf-8")
    else:
        check(papers())


if __name__ == "__main__":
    main()
