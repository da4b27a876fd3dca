"""A mail stands before what came with it: what was sent is read in its mail, which says what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.indexer.port import IndexHit
from archive.persistence.found_documents import FoundDocument
from archive.services.search.index_entries import MAILS
from archive.services.search.kept_reads import Reading
from archive.services.search.search_hits import Thing


def mails_first(
    reading: Reading, found: Mapping[str, Thing], hits: Sequence[IndexHit]
) -> list[IndexHit]:
    """The hits of a page in their order, but a mail that stands after what came with it right before that.

    What is packed in an attachment came with the mail too, whether or not the package was filed. What is found,
    how much of it, and on which page stays as it is. Only hits have a part in it, so nothing is told of
    attachments that the caller does not see.
    """
    mails = [hit for hit in hits if _is_opened_mail(found[hit.id])]
    if not mails or len(hits) == 1:
        return list(hits)
    contents = reading.many(
        "contents",
        [mail.id for mail in mails],
        lambda work, some: work.enclosures.filed_out_of(some),
        lambda those: 300 + 100 * len(those),
    )
    ordered: dict[str, IndexHit] = {}
    begun: set[str] = set()

    def take(hit: IndexHit) -> None:
        """A mail may itself have come with a mail, which was forwarded: that one is before both."""
        if hit.id in begun:
            return
        begun.add(hit.id)
        for mail in mails:
            if hit.id in contents.get(mail.id, ()):
                take(mail)
        ordered[hit.id] = hit

    for hit in hits:
        take(hit)
    return list(ordered.values())


def _is_opened_mail(thing: Thing) -> bool:
    return isinstance(thing, FoundDocument) and thing.unpacked and thing.extension in MAILS
