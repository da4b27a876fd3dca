"""Whether proposals get better by being corrected, and whether likeness cries wolf.

    python benchmarks/proposals.py

Two measurements on papers made here, in a folder of their own, through the real services without a server.

Learning: an agency calls six kinds of paper by names of its own that no rule knows. Sixty of them are
proposed; thirty others are corrected by a person and filed; then sixty new ones are proposed. Printed: how
many classes are right before and after, and the same for papers whose kind the rules know (which must not
become worse).

Likeness: twelve monthly reports of each of eight clients, written on one form with other figures and other
remarks. Printed: how many of them are taken for a new version or a copy of another (false alarms), and how
many papers that were really revised (a sentence and two figures changed) are noticed.
"""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.bootstrap import Services, build_services
from archive.domain.access import Principal, Role
from archive.domain.intake import Item
from archive.services.intake.item_changes import ItemChange
from archive.services.projects.project_details import NewProject
from archive.settings import Settings
from archive.worker import drain

CODE = "MEASURE-26"
OWN_NAMES = {
    "schedule": ("接力表", "Relay sheet"),
    "execution_record": ("現場簿", "Deck log"),
    "media_clipping": ("回聲冊", "Echo book"),
    "feedback": ("心聲單", "Ear slip"),
    "brief": ("起手式", "First bell"),
    "acceptance": ("落槌單", "Hammer slip"),
}
KNOWN = {
    "minutes": ("會議紀錄", "Meeting minutes"),
    "quotation": ("報價單", "Quotation"),
    "weekly_report": ("週報", "Weekly report"),
}
THINGS = (
    "燈籠", "碼頭", "渡輪", "浮標", "看板", "音響", "志工", "餐車", "雨棚", "票亭", "lantern", "ferry",
    "stage", "banner", "crew", "canopy", "ticket desk", "generator", "radio", "barrier",
)  # fmt: skip
Paper = tuple[str, str, bytes]  # the class that is right, path, content


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="archive-proposals-") as folder:
        services = build_services(Settings(data=Path(folder), ocr=False))
        try:
            person = signed_up(services)
            learning(services, person)
            likeness(services, person)
        finally:
            services.close()


def signed_up(services: Services) -> Principal:
    made = services.accounts.add_as("system", "mei", Role.MEMBER, "three quiet harbours")
    secret = services.tokens.create_as(made.account.id, "measuring").secret
    person = services.tokens.principal_of_token(secret)
    services.projects.create(person, NewProject(code=CODE, name="Harbour nights"))
    return services.tokens.principal_of_token(secret)


def learning(services: Services, person: Principal) -> None:
    own = list(papers(OWN_NAMES, 25, "own"))
    known = list(papers(KNOWN, 20, "known"))
    chance = random.Random(26)
    chance.shuffle(own)
    first, corrected, later = own[:60], own[60:90], own[90:]
    before = right(proposed(services, person, first)), right(proposed(services, person, known[:30]))
    batch, items = dropped(services, person, corrected)
    for item, (class_key, _, _) in zip(items, corrected, strict=True):
        services.intake.change(person, batch, item.id, ItemChange(class_key=class_key))
    services.filing.file_batch(person, batch, "all", accept_suggestions=True)
    drain(services)
    after = right(proposed(services, person, later)), right(proposed(services, person, known[30:]))
    print(f"papers with names of the team's own: {before[0]:.0%} right before 30 corrections,")
    print(f"  {after[0]:.0%} after them")
    print(f"papers the rules know: {before[1]:.0%} right before, {after[1]:.0%} after")


def likeness(services: Services, person: Principal) -> None:
    reports = [("", *report(client, month)) for client in range(8) for month in range(1, 13)]
    _, items = dropped(services, person, reports)
    alarms = sum(item.similar_to is not None or item.duplicate_of is not None for item in items)
    print(
        f"monthly reports on one form: {len(items)}, false alarms {alarms} ({alarms / len(items):.1%})"
    )
    services.filing.file_batch(person, items[0].batch, "all", accept_suggestions=True)
    drain(services)
    revised = [("", *report(client, 6, revised=True)) for client in range(8)]
    _, again = dropped(services, person, revised)
    noticed = sum(item.similar_to is not None for item in again)
    print(f"revised papers: {len(again)}, noticed {noticed}")


def papers(kinds: dict[str, tuple[str, str]], each: int, seed: str) -> Iterable[Paper]:
    for class_key, names in kinds.items():
        for number in range(each):
            chance = random.Random(f"{seed} {class_key} {number}")
            name = names[number % 2]
            things = chance.sample(THINGS, 6)
            lines = [f"{name} {number + 1}", ""]
            lines += [
                f"{thing}：{chance.randrange(2, 90)}，{chance.choice(THINGS)}" for thing in things
            ]
            yield class_key, f"{seed}/{name} {number + 1}.txt", "\n".join(lines).encode()


def report(client: int, month: int, *, revised: bool = False) -> tuple[str, bytes]:
    """A month's report of a client: the form is the same, the figures and remarks are not."""
    chance = random.Random(f"{client} {month}")
    name = f"Client {chr(65 + client)}"
    rows = [
        (
            channel,
            chance.randrange(10_000, 900_000),
            chance.randrange(100, 9_000),
            chance.randrange(5, 95),
        )
        for channel in ("Search", "Display", "Video", "Social", "Mail", "Outdoor", "Radio")
    ]
    if revised:
        rows[1] = (rows[1][0], rows[1][1] + 1_200, rows[1][2] + 7, rows[1][3])
    remark = " ".join(
        f"The {chance.choice(THINGS)} did better than the {chance.choice(THINGS)}."
        for _ in range(4)
    )
    if revised:
        remark += " The figures for display were corrected."
    lines = [
        f"{name}: monthly media report, 2026-{month:02d}",
        f"Date: 2026-{month:02d}-28",
        "Prepared for the marketing department. All figures are net of fees and rounded to whole units.",
        "Channel, impressions, clicks, share of budget",
        *(f"{channel}, {shown}, {clicks}, {share}%" for channel, shown, clicks, share in rows),
        "What we saw",
        remark,
        "Next month we look at the same channels and compare them with the plan agreed in January.",
    ]
    return f"reports/{name} 2026-{month:02d}{' v2' if revised else ''}.txt", "\n".join(
        lines
    ).encode()


def dropped(
    services: Services, person: Principal, found: Sequence[Paper]
) -> tuple[str, list[Item]]:
    batch = services.intake.open_batch(person, CODE).id
    ids = [
        services.intake.receive(person, batch, io.BytesIO(content), path).id
        for _, path, content in found
    ]
    drain(services)
    items = {item.id: item for item in services.intake.batch(person, batch).items}
    return batch, [items[item_id] for item_id in ids]


def proposed(
    services: Services, person: Principal, found: Sequence[Paper]
) -> list[tuple[str, str | None]]:
    _, items = dropped(services, person, found)
    return [(paper[0], item.class_key) for paper, item in zip(found, items, strict=True)]


def right(pairs: Sequence[tuple[str, str | None]]) -> float:
    return sum(wanted == given for wanted, given in pairs) / len(pairs)


if __name__ == "__main__":
    main()
