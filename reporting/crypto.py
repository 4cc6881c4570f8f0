"""Keys and seals: versioned AES-256-GCM envelopes with associated data. The only file that imports cryptography.

Layout of an envelope: version (1 byte) · key id (2 bytes, big endian) · nonce (12) · ciphertext and tag.
The plaintext is padded to a multiple of its bucket so that its length says little.
"""

import base64
import hmac
import os
import secrets
import struct
import tomllib
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

VERSION = 1
HEADER = struct.Struct(">BH12s")
KEY_BYTES = 32
BUCKET_BYTES = 256
HIGHEST_KEY_ID = 0xFFFF  # what two bytes hold; 0 stands for a report's own key


class SealBroken(Exception):
    """The envelope does not open: wrong key, moved from another row, or changed."""


class KeysMissing(Exception):
    """There is no key file where one is expected; nothing sealed can be opened."""


def derived(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"common-room/v1/" + purpose.encode()).derive(key)


def associated(*names: str) -> bytes:
    """Associated data naming where an envelope belongs: table, column, row, and so on."""
    return b"\x1f".join(name.encode() for name in ("common-room", *names))


def seal(plaintext: bytes, *, key: bytes, key_id: int, where: bytes) -> bytes:
    """An envelope of the plaintext that opens only with the key and at the same place."""
    padded = struct.pack(">I", len(plaintext)) + plaintext
    padded += bytes(-len(padded) % BUCKET_BYTES)
    nonce = os.urandom(12)
    header = HEADER.pack(VERSION, key_id, nonce)
    return header + AESGCM(key).encrypt(nonce, padded, where + header[:3])


def unseal(envelope: bytes, *, key: bytes, where: bytes) -> bytes:
    """The plaintext. Raises SealBroken."""
    if len(envelope) < HEADER.size + 16:
        raise SealBroken
    version, _, nonce = HEADER.unpack_from(envelope)
    if version != VERSION:
        raise SealBroken
    try:
        padded = AESGCM(key).decrypt(nonce, envelope[HEADER.size :], where + envelope[:3])
    except InvalidTag as error:
        raise SealBroken from error
    (length,) = struct.unpack_from(">I", padded)
    return padded[4 : 4 + length]


def key_id_of(envelope: bytes) -> int:
    """The id of the key an envelope was made with."""
    return int.from_bytes(envelope[1:3], "big")


class KeyRing:
    """The keys of an instance, from one file that lives outside the database and its backups."""

    def __init__(self, keys: dict[int, bytes], system: bytes) -> None:
        self._keys = keys
        self._system = system
        self.current = max(keys)

    @classmethod
    def load(cls, path: Path) -> "KeyRing":
        """Raises KeysMissing when there is no readable key file."""
        try:
            stored = tomllib.loads(path.read_text())
            keys = {int(number): _key_from(word) for number, word in stored["wrapping"].items()}
            ring = cls(keys, _key_from(stored["system"]["root"]))
        except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
            raise KeysMissing(f"No usable key file at {path}.") from error
        has_ids = all(0 < number <= HIGHEST_KEY_ID for number in keys)
        if not has_ids or any(len(key) != KEY_BYTES for key in [*keys.values(), ring._system]):
            raise KeysMissing(f"The key file {path} is damaged.")
        return ring

    @classmethod
    def create(cls, path: Path) -> "KeyRing":
        """Writes a new key file, readable by its owner only. Refuses to write over one that stands."""
        words = [base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() for _ in range(2)]
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(handle, "w") as file:
            file.write(
                "# These keys open every sealed report. Keep this file off the database's disk and out of its backups;\n"
                "# keep a printed copy in two safes. Without it nothing sealed can ever be read again.\n"
                f'[wrapping]\n1 = "{words[0]}"\n\n[system]\nroot = "{words[1]}"\n'
            )
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)  # the name too: a key must outlive whatever is sealed under it
        os.close(folder)
        return cls.load(path)

    def wrap(self, data_key: bytes, *, where: bytes) -> bytes:
        """A data key sealed under the current wrapping key."""
        return seal(data_key, key=self._keys[self.current], key_id=self.current, where=where)

    def unwrap(self, wrapped: bytes, *, where: bytes) -> bytes:
        """The data key. Raises SealBroken, also when its wrapping key is not on the ring."""
        key = self._keys.get(key_id_of(wrapped)) if len(wrapped) > 3 else None
        if key is None:
            raise SealBroken
        return unseal(wrapped, key=key, where=where)

    def fingerprint(self, text: str, *, purpose: str) -> str:
        """A keyed hash for equality (hex); useless without the key file."""
        return keyed_hash(text, key=self.key_for(purpose))

    def key_for(self, purpose: str) -> bytes:
        """A 32-byte key of this instance for one purpose; it stays the same when wrapping keys are replaced."""
        return derived(self._system, purpose)


def _key_from(word: str) -> bytes:
    return base64.b64decode(word, validate=True)


def keyring() -> KeyRing:
    """The ring of this instance, read at first need. Raises KeysMissing in a process that holds no keys."""
    ring = current_app.extensions.get("keyring")
    if ring is None:
        ring = KeyRing.load(current_app.config["SETTINGS"].keys)
        current_app.extensions["keyring"] = ring
    return ring


def keyed_hash(text: str, *, key: bytes) -> str:
    """HMAC-SHA256, hex."""
    return hmac.digest(key, text.encode(), "sha256").hex()


def new_data_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def same(one: str, other: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
