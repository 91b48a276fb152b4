"""The wrapped key: what opens it, what does not, and what damage looks like."""

from __future__ import annotations

import contextlib
import json
import random
import unicodedata
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from fieldvisit.store import errors, headers, key_files, vault
from fieldvisit.store.store import open_store
from tests.factories.keys import PASSPHRASE, quick_keys


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def key() -> bytes:
    return vault.new_key()


def test_the_cost_of_a_try_is_what_is_promised() -> None:
    source = Path(vault.__file__).read_text(encoding="utf-8")
    assert "MEMORY: Final = 64 * 1024" in source
    assert "PASSES: Final = 3" in source
    assert vault.LANES == 4


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "床前明月光 疑是地上霜", "é", "x" * 5000, "\ud800 lone"])
def test_the_same_passphrase_opens(key: bytes, passphrase: str) -> None:
    envelope = vault.seal(key, passphrase)
    assert vault.opened(envelope, passphrase) == key
    assert vault.opened(envelope, passphrase + " ") is None


def test_a_passphrase_opens_however_its_accents_are_composed(key: bytes) -> None:
    composed, apart = unicodedata.normalize("NFC", "Übergröße é 한"), unicodedata.normalize("NFD", "Übergröße é 한")
    assert composed != apart
    assert vault.opened(vault.seal(key, composed), apart) == key


def test_no_two_envelopes_are_alike(key: bytes) -> None:
    one, other = vault.seal(key, PASSPHRASE), vault.seal(key, PASSPHRASE)
    assert {one.salt, one.nonce, one.sealed}.isdisjoint({other.salt, other.nonce, other.sealed})
    assert one.key_id == other.key_id == headers.key_id(key)


def test_what_stands_openly_is_authenticated(key: bytes) -> None:
    envelope = vault.seal(key, PASSPHRASE)
    changes = ({"key_id": "00" * 12}, {"passes": 2}, {"memory": 128}, {"lanes": 2}, {"salt": "00" * 16})
    for change in changes:
        assert vault.opened(replace(envelope, **change), PASSPHRASE) is None


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 10**9}, {"passes": 10**6}, {"lanes": 0}, {"memory": "64"}, {"passes": True}, {"salt": ""},
        {"nonce": "zz"}, {"sealed": "00"}, {"key_id": 5}, {"more": 1}, {"memory": 8, "lanes": 2},
    ],
)  # fmt: skip
def test_an_envelope_that_asks_for_what_cannot_be_given_is_refused(key: bytes, change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"envelope|hex"):
        vault.envelope_of(asdict(vault.seal(key, PASSPHRASE)) | change)


def test_a_key_file_comes_back_as_it_was(tmp_path: Path, key: bytes) -> None:
    envelopes = [vault.seal(key, PASSPHRASE), vault.seal(vault.new_key(), "another")]
    key_files.write_keys(tmp_path / "my.store", envelopes)
    assert key_files.keys_beside(tmp_path / "my.store") == envelopes
    assert key_files.keys_beside(tmp_path / "other.store") == []
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["my.store.key"]
    text = (tmp_path / "my.store.key").read_text(encoding="utf-8")
    assert key.hex() not in text
    assert PASSPHRASE not in text


def test_every_flipped_bit_of_a_key_file_is_damage_and_no_wrong_passphrase(tmp_path: Path, key: bytes) -> None:
    store = tmp_path / "my.store"
    envelope = vault.seal(key, PASSPHRASE)
    key_files.write_keys(store, [envelope])
    file = headers.key_file_of(store)
    content = file.read_bytes()
    chance = random.Random(6)
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        with contextlib.suppress(errors.KeyFileDamaged):
            assert key_files.keys_beside(store) == [envelope], f"byte {at}: only white space may differ"
    for length in range(0, len(content) - 2, 7):
        file.write_bytes(content[:length])
        with pytest.raises(errors.KeyFileDamaged):
            key_files.keys_beside(store)


@pytest.mark.parametrize("content", ["[]", "5", "{}", '{"format": "fieldvisit.key"}', "[" * 30000, "\0", "x" * 70000])
def test_something_else_in_the_place_of_a_key_file_is_damage(tmp_path: Path, content: str) -> None:
    headers.key_file_of(tmp_path / "my.store").write_text(content)
    with pytest.raises(errors.KeyFileDamaged):
        key_files.keys_beside(tmp_path / "my.store")


def test_a_key_file_of_a_newer_version_is_told_as_such(tmp_path: Path) -> None:
    newer = {"format": key_files.FORMAT, "version": 2, "keys": [], "hint": "?"}
    newer["digest"] = key_files._digest(newer)
    headers.key_file_of(tmp_path / "my.store").write_text(json.dumps(newer))
    with pytest.raises(errors.StoreTooNew, match="newer version"):
        key_files.keys_beside(tmp_path / "my.store")


def test_a_lost_key_file_is_found_beside_a_copy(tmp_path: Path, key: bytes) -> None:
    store = tmp_path / "my.store"
    open_store(store, key=key).close()
    with pytest.raises(errors.KeyFileMissing) as told:
        key_files.envelope_for(store)
    assert str(store) + ".key" in str(told.value)
    (tmp_path / "backups").mkdir()
    fitting = vault.seal(key, PASSPHRASE)
    key_files.write_keys(tmp_path / "backups" / "a.store", [vault.seal(vault.new_key(), PASSPHRASE)])
    key_files.write_keys(tmp_path / "backups" / "b.store", [fitting])
    (tmp_path / "backups" / "c.store.key").write_text("damaged")
    assert key_files.envelope_for(store) == fitting
    headers.key_file_of(store).write_text("damaged")
    assert key_files.envelope_for(store) == fitting


def test_an_encrypted_store_is_known_without_its_key(tmp_path: Path, key: bytes) -> None:
    locked, plain = tmp_path / "locked.store", tmp_path / "plain.store"
    open_store(locked, key=key).close()
    open_store(plain).close()
    key_files.write_keys(plain, [vault.seal(key, PASSPHRASE)])
    assert headers.is_encrypted(locked)
    assert headers.id_in(headers.header(locked)) == headers.key_id(key)
    assert not headers.is_encrypted(plain), "a key file beside a plain store means nothing"
    assert not headers.is_encrypted(tmp_path / "nowhere.store")
    locked.write_bytes(b"\xff" * 16 + locked.read_bytes()[16:])
    assert not headers.is_encrypted(locked)
    key_files.write_keys(locked, [vault.seal(key, PASSPHRASE)])
    assert headers.is_encrypted(locked), "its beginning is ruined, but its key lies beside it"


def test_each_trouble_is_told_apart(tmp_path: Path, key: bytes) -> None:
    store = tmp_path / "my.store"
    open_store(store, key=key).close()
    with pytest.raises(errors.PassphraseNeeded):
        open_store(store)
    with pytest.raises(errors.WrongKey):
        open_store(store, key=vault.new_key())
    whole = store.read_bytes()
    for at in (0, 3, 5, 15, 16, 100, 4000):
        store.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(errors.HeaderDamaged, match="beginning"):
            open_store(store, key=key)
    plain = tmp_path / "plain.store"
    open_store(plain).close()
    with pytest.raises(errors.NotEncrypted):
        open_store(plain, key=key)
    store.write_bytes(b"\xff" * 8192)
    with pytest.raises(errors.StoreDamaged, match="is no"):
        open_store(store)
