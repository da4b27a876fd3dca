"""What stands in the two archives of `twin_worlds`: the visible things, and the hidden ones between them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.domain.saved_searches import Alert
from archive.indexer.port import SearchRequest
from archive.services.documents.documents import DocumentQuery
from archive.services.lessons.lesson_views import LessonQuery
from tests.support.index_entries import SENTENCES, SUBJECTS
from tests.support.twin_figures import figures
from tests.support.twin_mails import mails
from tests.support.world import World

OBSERVERS = ("ana", "ben", "chi", "dora", "fay", "gus")
CANARIES = ("zanzibar", "quixotel", "螺旋槳貓", "秘鲁羊驼", "krakenfest", "雪鸮计划")
"""Words of hidden documents alone. Visible texts hold `zanzibr`, one letter away from one of them."""
OPEN, SHARED, OWN = "OPEN-01", "SHARE-02", "ANA-03"
SECRETS = ("VAULT-01", "VAULT-02", "OPEN-99")
_CLASSES = ("PLN", "EXE", "WKR", "MTG", "DAT", "RPT", "RET", "OTH")


@dataclass(frozen=True)
class Step:
    """Something made in both archives, or in the complete one alone."""

    name: str
    action: Callable[[World], object]
    hidden: bool = False


def people_and_projects() -> Iterator[Step]:
    roles = {
        "owner": Role.MEMBER, "zoe": Role.MEMBER, "ana": Role.MEMBER, "ben": Role.MEMBER,
        "chi": Role.MEMBER, "dora": Role.LEAD, "fay": Role.READER, "gus": Role.ADMINISTRATOR,
    }  # fmt: skip
    for name, role in roles.items():
        yield Step(f"account {name}", lambda w, n=name, r=role: w.account(n, r))
    for code in SECRETS:
        yield _project(code, "zoe", hidden=True, restricted=True, client="Krakenfest Ltd")
    for code, manager in ((OPEN, "owner"), (SHARED, "owner"), (OWN, "ana")):
        yield _project(code, manager, client="Harbour Light")
    yield _member(OPEN, "ana", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    yield _member(OPEN, "ben", ProjectRole.FINANCE)
    yield _member(SHARED, "ben", ProjectRole.FINANCE)
    yield _member(OPEN, "chi", ProjectRole.LEGAL)
    yield _member(OPEN, "gus", ProjectRole.MEMBER)
    yield Step(
        "hidden member",
        lambda w: w.member(SECRETS[0], "zoe", "owner", clearance=Level.CONFIDENTIAL),
        hidden=True,
    )


def _project(code: str, manager: str, *, hidden: bool = False, **values: object) -> Step:
    def make(world: World) -> None:
        world.project(code, manager, **values)

    return Step(f"project {code}", make, hidden)


def _member(code: str, username: str, role: ProjectRole, clearance: Level = Level.INTERNAL) -> Step:
    return Step(
        f"member {code} {username}", lambda w: w.member(code, "owner", username, role, clearance)
    )


def documents(visible: int, hidden: int) -> Iterator[Step]:
    """Visible and hidden ones in turn; some hidden ones share a name, a title or all their bytes."""
    yield from _meetings()
    yield from _on_the_shelf()
    after = hidden / visible
    made = 0
    for number in range(visible):
        while made < int(after * number):
            yield hidden_document(made)
            made += 1
        yield _visible_document(number)
    while made < hidden:
        yield hidden_document(made)
        made += 1


def _visible_document(number: int) -> Step:
    code, manager = ((OPEN, "owner"), (SHARED, "owner"), (OWN, "ana"))[number % 3]
    by = "ana" if number % 2 and code == OPEN else manager  # ana does not see what is hidden there
    name = name_of(code, number)
    confidential = number % 5 == 4
    return Step(
        f"visible {number}",
        lambda w: w.document(
            code,
            by,
            name,
            text_of(number),
            level=Level.CONFIDENTIAL if confidential else Level.INTERNAL,
            manager=manager,
        ),
    )


def hidden_document(number: int) -> Step:
    """Restricted in a project that observers are in, or anything at all in one that they are not."""
    inside = number % 2 == 0
    code = (OPEN, SHARED)[number // 2 % 2] if inside else SECRETS[number // 2 % len(SECRETS)]
    twin = number // 2 if number % 3 == 0 else 500 + number
    text = text_of(twin) if number % 6 == 0 else f"{text_of(700 + number)}\n{_canaries(number)}"
    text += "\n" if inside else ""  # whoever files there sees the other and would be told
    name = name_of(code, twin, "V3.0" if number % 4 == 0 else "V1.0")

    def make(world: World) -> None:
        by = "owner" if inside else "zoe"
        document = world.document(code, by, name, text, level=Level.RESTRICTED, manager=by)
        if number % 7 == 3:
            world.services.documents.withdraw(world.as_(by), document.id, "misfiled")

    return Step(f"hidden {number}", make, hidden=True)


def name_of(code: str, number: int, version: str = "V1.0") -> str:
    """A compliant name; classes that neither finance nor legal read at any level."""
    title = SUBJECTS[number % len(SUBJECTS)].replace(" ", "-")
    day = 1 + number % 27
    return (
        f"{code}_{_CLASSES[number % len(_CLASSES)]}_{title}-{number}_202601{day:02}_{version}.txt"
    )


def text_of(number: int) -> str:
    """A short text out of sentences that many documents share."""
    chance = random.Random(f"text {number}")  # noqa: S311 - drawn examples
    lines = [SUBJECTS[number % len(SUBJECTS)], *chance.choices(SENTENCES, k=chance.randrange(2, 7))]
    lines += ["A note from zanzibr." if number % 4 == 0 else f"Note {number}."]
    return "\n".join(lines) + "锟斤拷" * (9 if number % 3 == 1 else 0)  # some are hard to read


def _canaries(number: int) -> str:
    return " ".join(CANARIES[(number + step) % len(CANARIES)] for step in range(3))


def work_in_progress(*, reviews: bool) -> Iterator[Step]:
    """Batches that stand open, and drafts of reviews."""
    yield Step("hidden batch", lambda w: _batch(w, "zoe", SECRETS[0], "draft 螺旋槳貓.txt"), True)
    yield Step("own batch", lambda w: _batch(w, "ana", OPEN, "meeting notes.txt"))
    yield Step(
        "a batch beside ana's", lambda w: _batch(w, "owner", OPEN, "owner's notes.txt"), True
    )
    yield Step("other's batch", lambda w: _batch(w, "owner", SHARED, "notes.txt"), True)
    yield Step(
        "hidden review", lambda w: w.services.reviews.request(w.as_("zoe"), SECRETS[0]), True
    )
    yield from (Step(*made) for made in figures("owner", "mona", SECRETS[1], "zoe"))
    partly = ((OPEN, "ana"), (SHARED, "ben")) if reviews else ()
    for code, by in ((OWN, "ana"), *partly):
        yield Step(f"review {code}", _review(code, by))


def _meetings() -> Iterator[Step]:
    """Decisions and advice that reviews tell, hidden ones beside and before visible ones; a file nobody can read."""
    for code in (OPEN, SHARED):
        for level, words in ((Level.INTERNAL, "boats"), (Level.RESTRICTED, f"{CANARIES[0]} first")):
            hidden = level is Level.RESTRICTED
            told = (
                ("MTG", f"Decision: the {words} come at nine."),
                ("RET", f"Next time we should ask about the {words} sooner."),
                ("OTH", "· · ·" if hidden else "· ·"),
            )
            for key, text in told:
                name = f"{code}_{key}_{'quiet' if hidden else 'quay'}_20260120_V1.0.txt"
                yield Step(f"meeting {name}", _told_in(code, name, text, level), hidden)


def _on_the_shelf() -> Iterator[Step]:
    """Of each standing by which a project's list is filtered one that is seen, and one that is not."""
    for code in (OPEN, SHARED):
        for hidden, subject in ((True, "kelp"), (False, "tide"), (True, "wrack")):
            kept = f"{code}_WKR_{subject}-table_20260128_V0.2_draft.txt"
            gone = f"{code}_DAT_{subject}-count_20260129_V1.0.txt"
            level = Level.RESTRICTED if hidden else Level.INTERNAL
            text = f"{subject} of {code}: {CANARIES[0] if hidden else 'zanzibr'}."
            yield Step(f"draft {kept}", _told_in(code, kept, text, level), hidden)
            yield Step(f"gone {gone}", _withdrawn(code, gone, f"No {text}", level), hidden)
        alone = f"{code}_AGD_kelp-day_20260130_V1.0.txt"
        day = _told_in(code, alone, f"The day of {code} with kelp.", Level.RESTRICTED)
        yield Step(f"class {alone}", day, hidden=True)


def _withdrawn(code: str, name: str, text: str, level: Level) -> Callable[[World], object]:
    def make(world: World) -> None:
        document = world.document(code, "owner", name, text, level=level, manager="owner")
        world.services.documents.withdraw(world.as_("owner"), document.id, "misfiled")

    return make


def _told_in(code: str, name: str, text: str, level: Level) -> Callable[[World], object]:
    return lambda w: w.document(code, "owner", name, text, level=level, manager="owner")


def knowledge(hidden: int) -> Iterator[Step]:
    """Lessons, reading paths and saved searches, and what the archive tells people by itself."""
    for number in range(6):
        code, by = ((OPEN, "owner"), (SHARED, "owner"), (OWN, "ana"))[number % 3]
        yield Step(f"lesson {number}", _lesson(code, by, number, masked=number == 4))
        for other in range(number * hidden // 6, (number + 1) * hidden // 6):
            yield _hidden_lesson(other)
    yield Step("a lesson to be released", lambda w: _write_lesson(w, OWN, "ana", 90))
    yield Step("a path", lambda w: _path(w, "owner", OPEN, "First week at the harbour"))
    yield Step("hidden path", lambda w: _path(w, "zoe", SECRETS[0], CANARIES[1]), hidden=True)
    yield from _taken_up()
    yield from _registers()
    yield from (Step(*made) for made in mails(OPEN, "owner"))
    for place, username in enumerate(OBSERVERS):
        words = ("note", "問卷", "zanzibr", "permit", CANARIES[0], "预算")[place]
        for alert in (Alert.AT_ONCE, Alert.DAILY):
            yield Step(f"saved {username} {alert}", _saved(username, words, alert))
        yield Step(f"saved in between {username}", _saved("zoe", words, Alert.AT_ONCE), hidden=True)
    for number in (60, 61, 62):
        yield hidden_document(800 + number)
        yield _visible_document(number)
    yield Step("told", lambda w: w.services.duties.run_due())


def _taken_up() -> Iterator[Step]:
    """Lessons applied, joined and handed over, and improvement actions; hidden ones use the visible ones."""
    action = {"text": "Ask for permits sooner", "due": "2026-01-05"}
    yield Step("action", lambda w: w.services.improvements.add(w.as_("owner"), OPEN, action))
    quiet = action | {"text": f"Ask {CANARIES[0]} sooner"}
    yield Step(
        "hidden action",
        lambda w: w.services.improvements.add(w.as_("zoe"), SECRETS[0], quiet),
        True,
    )
    yield Step("hidden use", _hidden_use, hidden=True)
    brief = "Permits for the harbour, and notes about the budget of an event, an exhibition."
    yield Step("handed", lambda w: w.services.handed.hand(w.as_("ana"), OWN, brief))


def _registers() -> Iterator[Step]:
    """Clauses, closing lists and papers; hidden ones beside and under the visible ones."""
    yield Step("clauses", lambda w: w.services.clauses.add(w.as_("owner"), OPEN, "Two boats"))
    ended = {"state": "ended", "note": "closed by the supplier"}
    yield Step(
        "closing list",
        lambda w: w.services.closing_list.change(w.as_("owner"), OPEN, "chat_groups", ended),
    )
    yield Step("paper", lambda w: _paper(w, "owner", OPEN, "Signed map of the quay"))
    yield Step("hidden paper", lambda w: _paper(w, "zoe", SECRETS[0], CANARIES[0]), hidden=True)
    yield Step("hidden registers", _hidden_registers, hidden=True)
    yield Step("second paper", lambda w: _paper(w, "owner", SHARED, "Stamped permit"))


def _paper(world: World, by: str, code: str, title: str) -> None:
    who, papers = world.as_(by), world.services.papers
    made = papers.register(who, code, title=title, place={"box": "B-1"})
    papers.lend(who, made.id, "the office", date(2099, 1, 5))


def _hidden_registers(world: World) -> None:
    """Papers, proof and evidence of what is hidden inside a project observers are in."""
    owner, services = world.as_("owner"), world.services
    query = DocumentQuery(project=OPEN, per_page=100)
    secret = next(
        d for d in services.documents.list(owner, query).items if d.level is Level.RESTRICTED
    )
    services.papers.register(owner, OPEN, secret.id, place={"box": CANARIES[0]})
    services.closing_list.change(owner, OPEN, "chat_groups", {"proof": secret.id})
    for row in services.clauses.list(owner, OPEN).rows:
        services.clauses.change(owner, OPEN, row.key, {"evidence": [secret.id]})
    services.clauses.add(world.as_("zoe"), SECRETS[0], f"{CANARIES[0]} boats")


def _hidden_use(world: World) -> None:
    """A hidden project applies what is visible, and a hidden lesson has the cause of a visible one."""
    zoe, services = world.as_("zoe"), world.services
    found = services.lessons.find(world.as_("fay"), LessonQuery(per_page=100)).page.items
    shown, used = {view.lesson.id for view in found}, set[str]()
    for number in range(
        20
    ):  # what is handed on may be hidden itself: asked by each one's own words
        brief = f"{SUBJECTS[number % len(SUBJECTS)]} {number} Permits take a month."
        handed = services.handed.hand(zoe, SECRETS[0], brief).lessons
        for lesson in {one.view.lesson.id for one in handed} & shown - used:
            services.handed.mark(zoe, SECRETS[0], lesson, "apply")
            used.add(lesson)
    if not used:
        raise AssertionError("no hidden project uses a lesson that others see")
    for lesson in sorted(used):
        own = _write_lesson(world, SECRETS[0], "zoe", 70)
        services.lessons.approve(zoe, own, Level.INTERNAL)
        services.lessons.join(zoe, own, lesson)


def _hidden_lesson(number: int) -> Step:
    """Restricted in a project that observers are in, or of one that they are not in."""
    inside = number % 2 == 0
    code, by = (OPEN, "owner") if inside else (SECRETS[number % len(SECRETS)], "zoe")
    level = Level.RESTRICTED if inside else Level.INTERNAL
    return Step(f"hidden lesson {number}", _lesson(code, by, 20 + number, level), hidden=True)


def _lesson(
    code: str, by: str, number: int, level: Level = Level.INTERNAL, *, masked: bool = False
) -> Callable[[World], object]:
    def make(world: World) -> object:
        written = _write_lesson(world, code, by, number)
        return world.services.lessons.approve(world.as_(by), written, level, mask=masked)

    return make


def _write_lesson(world: World, code: str, by: str, number: int) -> str:
    """Hidden ones say what visible ones say, and words of their own."""
    own = _canaries(number) if number >= 20 else "Permits take a month."
    said = {
        "title": f"{SUBJECTS[number % len(SUBJECTS)]} {number}",
        "advice": f"{SENTENCES[number % len(SENTENCES)]} {own}",
        "kind": ("success", "failure", "how-to")[number % 3], "theme": ("money", "client")[number % 2],
    }  # fmt: skip
    return world.services.lessons.add(world.as_(by), code, said).lesson.id


def _path(world: World, by: str, code: str, title: str) -> None:
    who = world.as_(by)
    shown_to = world.as_("fay" if by == "owner" else by)  # the same documents in both archives
    query = DocumentQuery(project=code, per_page=2)
    found = world.services.documents.list(shown_to, query).items
    stops = [{"kind": "document", "target": document.id} for document in found]
    world.services.reading_paths.add(who, {"title": title, "project": code, "stops": stops})


def _saved(username: str, words: str, alert: Alert) -> Callable[[World], object]:
    return lambda world: world.services.saved_searches.add(
        world.as_(username), f"{words} {alert.value}", SearchRequest(words), alert
    )


def _review(code: str, by: str) -> Callable[[World], object]:
    return lambda world: world.services.reviews.request(world.as_(by), code)


def _batch(world: World, by: str, code: str, name: str) -> None:
    batch = world.services.intake.open_batch(world.as_(by), code)
    world.services.intake.receive(world.as_(by), batch.id, io.BytesIO(text_of(3).encode()), name)


def more_hidden(count: int, seed: int) -> Iterator[Step]:
    """Hidden writes after everything else: documents filed, edited and withdrawn."""
    chance = random.Random(seed)  # noqa: S311 - drawn examples
    for number in range(count):
        yield hidden_document(2000 + seed * 1000 + number)
        if number % 5 == 0:
            yield _hidden_lesson(100 + seed * 1000 + number)
        yield Step(f"hidden change {seed} {number}", _hidden_change(chance.random()), hidden=True)
    yield Step(f"told {seed}", lambda w: w.services.duties.run_due())


def _hidden_change(draw: float) -> Callable[[World], None]:
    def change(world: World) -> None:
        zoe = world.as_("zoe")
        code = SECRETS[int(draw * len(SECRETS))]
        found = world.services.documents.list(zoe, DocumentQuery(project=code)).items
        if not found:
            return
        document = found[int(draw * 97) % len(found)]
        if draw < 0.3:
            world.services.documents.withdraw(zoe, document.id, "misfiled")
        else:
            world.services.documents.edit(
                zoe, document.id, {"title": f"{CANARIES[2]}{draw:.6f}"[:20]}
            )

    return change
