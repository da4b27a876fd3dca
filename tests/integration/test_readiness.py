"""What /readyz says of a part that works with less: its name to everybody, the rest to those who mend it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.domain.access import Role
from tests.support.world import open_world

RULES = Path(__file__).resolve().parents[2] / "naming_rules.yaml"


def test_a_part_that_works_with_less_is_named_to_all_and_explained_to_some(tmp_path: Path) -> None:
    file, now = tmp_path / "naming_rules.yaml", [datetime.now(UTC)]
    file.write_text(RULES.read_text("utf-8"), "utf-8")
    world = open_world(tmp_path / "data", clock=lambda: now[0], rules=str(file))
    world.account("mei")
    world.account("records", Role.RECORDS_MANAGER)
    world.account("root", Role.ADMINISTRATOR)
    world.project("LOCK-04", "mei")
    log = world.document("LOCK-04", "mei", "LOCK-04_OTH_Gate-log_20260105_V1.0.txt", "Gates.")
    world.drain()

    def asked(username: str | None) -> tuple[list[str], dict[str, str | None]]:
        headers = {"Authorization": f"Bearer {world.secrets[username]}"} if username else {}
        told = world.client().get("/readyz", headers=headers).get_json()
        assert told["ready"]
        return told["degraded"], {name: part["detail"] for name, part in told["parts"].items()}

    assert not {"rules", "index"} & set(asked(None)[0])
    file.write_text("schema: 1\nversion: {x\n", "utf-8")
    os.utime(file, (1_770_000_000, 1_770_000_000))
    world.services.documents.edit(world.as_("mei"), log.id, {"title": "Sluice-log"})
    now[0] += timedelta(minutes=6)
    for username in (None, "mei"):
        names, details = asked(username)
        assert {"rules", "index"} <= set(names)
        assert set(details.values()) == {None}
    details = asked("records")[1]
    assert {name for name, told in details.items() if told} == {"rules"}
    details = asked("root")[1]
    assert details["rules"] == asked("records")[1]["rules"]
    assert "since 2026-02-02T02:40:00+00:00, 2026.1 stays" in str(details["rules"])
    assert "naming_rules.yaml:3: " in str(details["rules"])
    assert "behind: not yet indexed 1, " in str(details["index"])
    world.drain()
    assert "index" not in asked(None)[0]
    world.close()
