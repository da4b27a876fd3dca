"""Who answers searches has read the words of the thesaurus before anybody asks; who only writes the index has not."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

import archive.cli.web
from archive.bootstrap import Services, build_services
from archive.cli.main import Shell
from archive.indexer.thesaurus import OWN_WORDS
from archive.settings import Settings
from archive.worker import drain

pytestmark = pytest.mark.integration


def was_read(services: Services) -> bool:
    """Whether the files of the thesaurus are in memory by now."""
    return services.ground.thesaurus._words is not None


def test_a_web_process_has_the_words_when_it_begins_to_serve(tmp_path: Path) -> None:
    (tmp_path / OWN_WORDS).write_text("海報 = 張貼物\n", "utf-8")  # of this archive alone
    served: list[bool] = []

    def serve(app: object, *_: object) -> None:
        served.append(was_read(app.extensions["archive"].services))  # type: ignore[attr-defined]

    with mock.patch("archive.cli.web.run", serve):
        said = ["--host", "127.0.0.1", "--port", "8447"]
        shell = Shell(tmp_path, "en")
        result = CliRunner().invoke(archive.cli.web.web, said, obj=shell, catch_exceptions=False)
    assert (result.exit_code, served) == (0, [True])


def test_work_in_the_background_needs_none_of_it(tmp_path: Path) -> None:
    (tmp_path / OWN_WORDS).write_text("海報 = 張貼物\n", "utf-8")
    services = build_services(Settings(data=tmp_path, ocr=False))
    try:
        drain(services)
        assert not was_read(services)
    finally:
        services.close()
