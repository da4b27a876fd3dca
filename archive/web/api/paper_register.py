"""/papers: paper originals, where they stand and who has them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from archive.domain.paper_register import Loan, Original, PaperFilter
from archive.errors import ActionForbidden, AlreadyExists, Conflict, NotFound
from archive.web.api.fields import Answer, Body, Empty, Identifier, Name, Paged, Text, Word
from archive.web.api.listing import Listing, listing
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("papers")
blueprint = resource.blueprint

ERRORS = (NotFound, ActionForbidden, Conflict)
PATH = "/papers/<paper_id>"
PlaceWord = Annotated[Text, Field(max_length=120)]
Borrower = Annotated[Text, Field(min_length=1, max_length=120)]


class PapersQuery(Paged):
    """What is looked for. `out`: only what is handed out; `late`: and should be back."""

    q: Word = ""
    box: Word = ""
    shelf: Word = ""
    out: bool = False
    late: bool = False


class PlaceBody(Body):
    """Where a paper stands; what is not named stays."""

    box: PlaceWord = ""
    shelf: PlaceWord = ""
    holder: PlaceWord = ""
    note: PlaceWord = ""


class NewPaper(PlaceBody):
    """A paper: the original of a document, or one named by `title` that has none."""

    document: Identifier | None = None
    title: Name | None = None


class LoanBody(Body):
    """Who takes a paper, and until when."""

    borrower: Borrower
    due: date


class LoanAnswer(Answer):
    """A paper that was handed out."""

    borrower: str
    lent_by: str
    lent_at: datetime
    due: date
    returned_at: datetime | None
    returned_by: str

    @classmethod
    def of(cls, loan: Loan) -> LoanAnswer:
        return cls(
            borrower=loan.borrower,
            lent_by=loan.lent_by,
            lent_at=loan.lent_at,
            due=loan.due_on,
            returned_at=loan.returned_at,
            returned_by=loan.returned_by,
        )


class PaperAnswer(Answer):
    """A paper with its history, the newest loan first. `document` is null where the caller may not open it."""

    id: str
    project: str
    document: str | None
    title: str
    box: str
    shelf: str
    holder: str
    note: str
    out: bool
    overdue: bool
    loans: tuple[LoanAnswer, ...]

    @classmethod
    def of(cls, known: Original) -> PaperAnswer:
        return cls(
            id=known.id,
            project=known.project_code,
            document=known.document,
            title=known.title,
            box=known.box,
            shelf=known.shelf,
            holder=known.holder,
            note=known.note,
            out=known.loan is not None,
            overdue=known.overdue(services().papers.today()),
            loans=tuple(map(LoanAnswer.of, known.loans)),
        )


class ExpectedAnswer(Answer):
    """A document whose paper should be kept and is not registered."""

    document: str
    name: str


class ShelfAnswer(Answer):
    """The papers of a project."""

    items: tuple[PaperAnswer, ...]
    expected: tuple[ExpectedAnswer, ...]


@resource.route("GET", "/papers", signed_in, Contract(Listing[PaperAnswer], query=PapersQuery))
def find(query: PapersQuery) -> Listing[PaperAnswer]:
    """Papers of the caller's projects, of all for records managers; what is overdue first."""
    late = services().papers.today() if query.late else None
    wanted = PaperFilter(
        words=query.q, box=query.box, shelf=query.shelf, out=query.out, due_before=late
    )
    found = services().papers.find(principal(), wanted, query.page, query.per_page)
    return listing(found, PaperAnswer.of)


@resource.route(
    "GET",
    "/projects/<code>/papers",
    signed_in,
    Contract(ShelfAnswer, errors=(NotFound, ActionForbidden)),
)
def show(code: str) -> ShelfAnswer:
    """The papers of a project, and documents whose paper should be there."""
    shelf = services().papers.of_project(principal(), code)
    return ShelfAnswer(
        items=tuple(map(PaperAnswer.of, shelf.originals)),
        expected=tuple(ExpectedAnswer(document=d.id, name=d.name) for d in shelf.expected),
    )


@resource.route(
    "POST",
    "/projects/<code>/papers",
    signed_in,
    Contract(PaperAnswer, 201, body=NewPaper, errors=(*ERRORS, AlreadyExists)),
)
def register(code: str, body: NewPaper) -> PaperAnswer:
    """Put a paper into the register."""
    said: dict[str, Any] = body.model_dump(exclude_unset=True)
    document, title = said.pop("document", None), said.pop("title", None)
    made = services().papers.register(principal(), code, document, title, said)
    return PaperAnswer.of(made)


@resource.route("GET", PATH, signed_in, Contract(PaperAnswer, errors=(NotFound,)))
def get(paper_id: str) -> PaperAnswer:
    """One paper with everybody who had it."""
    return PaperAnswer.of(services().papers.get(principal(), paper_id).original)


@resource.route("PATCH", PATH, signed_in, Contract(PaperAnswer, body=PlaceBody, errors=ERRORS))
def move(paper_id: str, body: PlaceBody) -> PaperAnswer:
    """Say where a paper stands now."""
    said = body.model_dump(exclude_unset=True)
    return PaperAnswer.of(services().papers.move(principal(), paper_id, said).original)


@resource.route(
    "POST", f"{PATH}/loans", signed_in, Contract(PaperAnswer, 201, body=LoanBody, errors=ERRORS)
)
def lend(paper_id: str, body: LoanBody) -> PaperAnswer:
    """Hand a paper out until a day."""
    view = services().papers.lend(principal(), paper_id, body.borrower, body.due)
    return PaperAnswer.of(view.original)


@resource.route(
    "POST", f"{PATH}/return", signed_in, Contract(PaperAnswer, body=Empty, errors=ERRORS)
)
def bring_back(paper_id: str) -> PaperAnswer:
    """A paper is back."""
    return PaperAnswer.of(services().papers.bring_back(principal(), paper_id).original)


POLICIES = resource.POLICIES
