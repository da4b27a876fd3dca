"""Blobs: all or nothing, never changed, found when damaged."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.blobs import LocalBlobStore
from archive.errors import BlobDamaged, StorageFull, UploadTooLarge

pytestmark = pytest.mark.integration
LIMIT = 1 << 20


@pytest.fixture
def store(tmp_path: Path) -> LocalBlobStore:
    return LocalBlobStore(tmp_path / "blobs", reserve=0)


def test_bytes_come_back_under_their_digest(store: LocalBlobStore) -> None:
    blob = store.put(io.BytesIO(b"signed"), LIMIT)
    assert blob.digest == hashlib.sha256(b"signed").hexdigest()
    assert blob.size == 6
    assert store.path(blob.digest).read_bytes() == b"signed"
    assert store.intact(blob.digest)


def test_the_same_bytes_are_kept_once(store: LocalBlobStore, tmp_path: Path) -> None:
    first = store.put(io.BytesIO(b"twice"), LIMIT)
    assert store.put(io.BytesIO(b"twice"), LIMIT) == first
    assert len([p for p in (tmp_path / "blobs").rglob("*") if p.is_file()]) == 1


def test_too_many_bytes_leave_nothing_behind(store: LocalBlobStore, tmp_path: Path) -> None:
    with pytest.raises(UploadTooLarge):
        store.put(io.BytesIO(b"x" * 11), 10)
    assert not [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()]


def test_a_full_disk_refuses_and_leaves_nothing_behind(tmp_path: Path) -> None:
    store = LocalBlobStore(tmp_path / "blobs", reserve=1 << 62)
    with pytest.raises(StorageFull):
        store.put(io.BytesIO(b"x"), LIMIT)
    assert not [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()]


def test_a_failing_sync_is_an_error_and_never_an_acknowledgement(
    store: LocalBlobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="input/output"):
        store.put(io.BytesIO(b"x"), LIMIT)
    assert not [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()]


@pytest.mark.parametrize("damage", ["flip", "truncate", "remove"])
def test_damage_is_found(store: LocalBlobStore, damage: str) -> None:
    blob = store.put(io.BytesIO(b"evidence of the campaign"), LIMIT)
    path = store.path(blob.digest)
    path.chmod(0o600)
    if damage == "flip":
        data = bytearray(path.read_bytes())
        data[3] ^= 1
        path.write_bytes(bytes(data))
    elif damage == "truncate":
        path.write_bytes(b"evid")
    else:
        path.unlink()
    assert not store.intact(blob.digest)
    with pytest.raises(BlobDamaged):
        store.checked_path(blob.digest)


@pytest.mark.parametrize("digest", ["", "..", "../" * 21 + "x", "z" * 63, "a/" * 32])
def test_a_digest_never_leads_out_of_the_store(store: LocalBlobStore, digest: str) -> None:
    with pytest.raises(BlobDamaged):
        store.path(digest)


def test_only_old_leftovers_are_swept(store: LocalBlobStore, tmp_path: Path) -> None:
    incoming = tmp_path / "blobs" / "incoming"
    old, young = incoming / "old", incoming / "young"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert store.sweep_older_than(hours=24) == 1
    assert young.exists()
    assert not old.exists()


@given(st.binary(max_size=3000))
def test_any_bytes_survive(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = LocalBlobStore(tmp_path_factory.mktemp("b") / "blobs", reserve=0)
    blob = store.put(io.BytesIO(data), LIMIT)
    assert store.path(blob.digest).read_bytes() == data
