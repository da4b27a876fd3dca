"""One rule, three readings: memory, SQL and the search index agree on who sees what."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.domain.access import (
    AccessScope,
    Membership,
    Principal,
    ProjectRole,
    Role,
    document_tokens,
    project_tokens,
    scope_of,
)
from archive.domain.documents import Document, DocumentState, Level, Version
from archive.domain.projects import Account, Project
from archive.indexer.port import IndexEntry, SearchRequest
from archive.indexer.thesaurus import load_thesaurus
from archive.indexer.whoosh_index import WhooshIndex
from archive.persistence.database import Database, Work
from archive.persistence.migrations import upgrade

pytestmark = pytest.mark.integration
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PROJECTS = ("p0", "p1", "p2")
PEOPLE = ("u0", "u1")
THESAURUS = load_thesaurus()

documents = st.lists(
    st.tuples(
        st.sampled_from(PROJECTS),
        st.sampled_from(Level),
        st.sets(st.sampled_from(["finance", "legal"])),
        st.sampled_from(PEOPLE),
    ),
    min_size=1,
    max_size=16,
)
principals = st.builds(
    lambda user, role, places: Principal(
        user, user, role, tuple(Membership(p, r, c) for p, (r, c) in places.items())
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from(Role),
    st.dictionaries(
        st.sampled_from(PROJECTS), st.tuples(st.sampled_from(ProjectRole), st.sampled_from(Level))
    ),
)


def a_project(project_id: str, *, restricted: bool) -> Project:
    return Project(
        id=project_id,
        code=project_id.upper(),
        name=f"專案 {project_id}",
        client="客戶, Ltd: A",
        industry=None,
        language="zh-Hant",
        started_on=None,
        ended_on=None,
        budget=None,
        currency=None,
        restricted=restricted,
        state="open",
        created_by="u0",
        created_at=NOON,
    )


def a_document(number: int, project: str, level: Level, filed_by: str) -> Document:
    return Document(
        id=f"d{number}",
        accession=f"2026-{number:08}",
        project=project,
        project_code=project.upper(),
        project_name=project,
        client=None,
        class_key="other",
        name=f"{project.upper()}_OTH_共同字詞{number}_20260302_V1.0.txt",
        original_name="a.txt",
        path="a.txt",
        title="共同字詞",
        folder="99",
        level=level,
        date="2026-03-02",
        language="zh-Hant",
        version="1.0",
        fields={},
        sensitive=(),
        retention="three_years",
        state=DocumentState.READY,
        filed_by=filed_by,
        filed_by_name=filed_by,
        filed_at=NOON,
        rules_version="1",
        is_draft=False,
        current_version=f"v{number}",
        media_type="text/plain",
        extension="txt",
        size=1,
        sha256="0" * 64,
        reading=None,
        page_count=None,
        text_quality="good",
        revision=1,
    )


def a_version(document: Document) -> Version:
    return Version(
        id=document.current_version,
        document=document.id,
        ordinal=1,
        number="1.0",
        sha256=document.sha256,
        size=1,
        media_type="text/plain",
        extension="txt",
        name=document.name,
        original_name="a.txt",
        reading=None,
        page_count=None,
        text_quality="good",
        filed_by=document.filed_by,
        filed_at=NOON,
    )


def people(work: Work) -> None:
    for user in PEOPLE:
        account = Account(user, user, user, Role.MEMBER, None, None, True, False, NOON)
        work.accounts.add(account, None)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    made=documents,
    who=st.lists(principals, min_size=2, max_size=8),
    restricted=st.sets(st.sampled_from(PROJECTS)),
)
def test_memory_sql_and_index_agree_on_visibility(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[str, Level, set[str], str]],
    who: list[Principal],
    restricted: set[str],
) -> None:
    folder: Path = tmp_path_factory.mktemp("agree")
    database = Database(f"sqlite:///{folder / 'a.db'}")
    upgrade(database)
    index = WhooshIndex(folder / "index", THESAURUS)
    tokens: dict[str, frozenset[str]] = {}
    entries = []
    with database.write() as work:
        people(work)
        work.intake.know_blob("0" * 64, 1, NOON)
        for project in PROJECTS:
            work.projects.add(a_project(project, restricted=project in restricted))
        for number, (project, level, readers, filed_by) in enumerate(made):
            document = a_document(number, project, level, filed_by)
            tokens[document.id] = document_tokens(
                project,
                level,
                project_restricted=project in restricted,
                class_readers=readers,
                filed_by=filed_by,
            )
            work.documents.add(document, tokens[document.id])
            work.versions.add(a_version(document), project)
            entries.append(an_entry(document, tokens[document.id]))
    index.apply(entries)
    for principal in who:
        scope = scope_of(principal)
        in_memory = {id_ for id_, carried in tokens.items() if scope.sees(carried)}
        with database.read() as work:
            in_sql = set(work.documents.get_many(scope, list(tokens)))
            live = work.found_documents.live(list(tokens))
            shown = {p for p in PROJECTS if work.projects.by_id(scope, p)}
        answer = index.search(SearchRequest("共同字詞", per_page=50), scope)
        assert in_sql == in_memory
        assert {id_ for id_, one in live.items() if scope.sees(one.access)} == in_memory
        assert {hit.id for hit in answer.hits} == in_memory
        assert answer.total == len(in_memory)
        by_project = answer.facets.get("project", ())
        assert sum(value.count for value in by_project) == len(in_memory)
        assert shown == {
            p for p in PROJECTS if scope.sees(project_tokens(p, restricted=p in restricted))
        }
    assert index.search(SearchRequest("共同字詞"), AccessScope(frozenset())).total == 0
    with database.read() as work:
        assert work.documents.get_many(AccessScope(frozenset()), list(tokens)) == {}
    database.close()


def an_entry(document: Document, carried: frozenset[str]) -> IndexEntry:
    return IndexEntry(
        id=document.id,
        kind="document",
        name=document.name,
        title=document.title,
        project=document.project_code,
        client="",
        class_key=document.class_key,
        date=document.date or "",
        language="zh-Hant",
        access=tuple(sorted(carried)),
        headings=(),
        body="這裡有共同字詞。",
    )
