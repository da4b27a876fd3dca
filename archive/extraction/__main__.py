"""Developer's look at one file: its kind, state and segments as JSON lines on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from archive.extraction.extract import extract
from archive.extraction.limits import Limits


def main(names: list[str]) -> None:
    """Print what is read from each file, in this process, without the sandbox."""
    for name in names:
        with Path(name).open("rb") as stream:
            found = extract(stream, Path(name).name, Limits())
        head: dict[str, object] = {
            key: getattr(found, key) for key in ("media_type", "extension", "state", "quality")
        }
        head |= {"properties": dict(found.properties), "page_count": found.page_count}
        head |= {"ocr_pages": found.ocr_pages, "truncated": found.truncated}
        sys.stdout.write(json.dumps(head, ensure_ascii=False) + "\n")
        for segment in found.segments:
            line: dict[str, object] = {
                "kind": segment.kind,
                "place": segment.place.as_dict(),
                "text": segment.text,
            }
            if segment.level:
                line["level"] = segment.level
            if segment.lines:
                line["lines"] = len(segment.lines)
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
