"""The store of results between builds, one SQLite file: keys <-> values. The only file that knows SQLite.

The file may be deleted at any time. A damaged one is thrown away, a damaged entry is not there, and a disk that fills
up costs time, not the build. Where there can be no such file, the folders beside it cannot be made either: that is a
`ContentError`. One build at a time: it holds the file until it is done.
"""

import pickle
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from zlib import crc32

from palimpsest.memo.asked import Asked
from palimpsest.problems import ContentError, Location, writing

_KEEP_RUNS = 8  # an entry is dropped when this many builds in a row did not ask for it
_KEEP_BYTES = 2_000_000_000  # and, oldest first, what goes beyond this in folders that the last build did not ask for
_FORMAT = 5  # of the tables below; a file of another format is thrown away
_SCHEMA = f"""
    CREATE TABLE result (key BLOB PRIMARY KEY, value BLOB, check_sum INTEGER);
    CREATE TABLE entry (key BLOB PRIMARY KEY, stage TEXT, run INTEGER, folder_bytes INTEGER) WITHOUT ROWID;
    CREATE TABLE build (run INTEGER PRIMARY KEY);
    CREATE TABLE asked (stage TEXT PRIMARY KEY, value BLOB, check_sum INTEGER);
    PRAGMA user_version = {_FORMAT};
"""
# What unpickling raises when the code that pickled has moved on, or the disk has not kept its word.
_UNREADABLE = (
    sqlite3.DatabaseError,
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    TypeError,
    ValueError,
    LookupError,
)
ELSEWHERE = "name another folder with --cache, or build with --no-cache"
_GO_ELSEWHERE = f"{ELSEWHERE.capitalize()}."


@dataclass(slots=True)
class Results:
    """An open store; `run` is the number of this build."""

    connection: sqlite3.Connection
    run: int
    _wanted: set[bytes] = field(default_factory=set)  # keys that this build asked for and got

    @classmethod
    def opened(cls, path: Path) -> Self:
        """The store in a file, made if it is not there; `ContentError` while another build holds it, or where there can
        be none."""
        with writing(Location(path.parent.name), ELSEWHERE):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return cls._of(_connected(path))
            except sqlite3.DatabaseError as error:
                if "locked" in str(error):
                    remedy = "Wait for it, or name another folder with --cache."
                    raise ContentError(Location(path.name), "another build is using the cache", remedy) from error
                if "full" in str(error):  # the disk is: what is remembered is worth keeping
                    raise ContentError(Location(path.name), f"cannot be used: {error}", _GO_ELSEWHERE) from error
            try:  # damaged: nothing in it is needed
                return cls._of(_anew(path))
            except sqlite3.DatabaseError as error:
                raise ContentError(Location(path.name), f"cannot be used: {error}", _GO_ELSEWHERE) from error

    @classmethod
    def _of(cls, connection: sqlite3.Connection) -> Self:
        try:
            with connection:
                run = connection.execute("SELECT coalesce(max(run), 0) + 1 FROM build").fetchone()[0]
                connection.execute("DELETE FROM build")
                connection.execute("INSERT INTO build VALUES (?)", (run,))
        except sqlite3.Error:
            connection.close()
            raise
        return cls(connection, run)

    def recall(self, key: bytes) -> tuple[Any] | None:
        """As `look`, and the entry counts as asked for."""
        value = self.look(key)
        if value is not None:
            self._wanted.add(key)
        return value

    def look(self, key: bytes) -> tuple[Any] | None:
        """The value in a tuple of one, so that a remembered None is not a miss."""
        with suppress(*_UNREADABLE):
            return self._checked("SELECT value, check_sum FROM result WHERE key = ?", key)
        return None

    def keep(self, key: bytes, stage: str, value: Any, folder_bytes: int | None = None) -> None:
        """Remember a value, from the next `commit` on; `folder_bytes` where a folder goes with it."""
        pickled = pickle.dumps(value, protocol=5)
        with suppress(sqlite3.DatabaseError):
            self.connection.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?)", (key, pickled, crc32(pickled)))
            self.connection.execute(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", (key, stage, self.run, folder_bytes)
            )

    def asked_before(self, stage: str) -> Asked | None:
        """What a stage was asked for the last time it ran."""
        with suppress(*_UNREADABLE):
            found = self._checked("SELECT value, check_sum FROM asked WHERE stage = ?", stage)
            return Asked(*found[0]) if found else None
        return None

    def _checked(self, question: str, name: bytes | str) -> tuple[Any] | None:
        row = self.connection.execute(question, (name,)).fetchone()
        if row and crc32(row[0]) == row[1]:
            return (pickle.loads(row[0]),)  # written by this program, checked against its sum
        return None

    def note(self, asked: Asked) -> None:
        """Note what a stage was asked for, from the next `commit` on."""
        pickled = pickle.dumps((asked.stage, asked.code, asked.shared, asked.items), protocol=5)
        with suppress(sqlite3.DatabaseError):
            self.connection.execute(
                "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", (asked.stage, pickled, crc32(pickled))
            )

    def commit(self) -> None:
        """From here on a crash loses nothing of what was kept."""
        with suppress(sqlite3.DatabaseError):
            self.connection.executemany(
                "UPDATE entry SET run = ? WHERE key = ?", [(self.run, key) for key in sorted(self._wanted)]
            )
            self._wanted.clear()
            self.connection.commit()

    def prune(self, stages: list[str]) -> None:
        """Drop what builds no longer ask for, of the stages that ran: a `check` must not cost the pages."""
        marks = ", ".join("?" * len(stages))
        with suppress(sqlite3.DatabaseError):
            old = "SELECT key FROM entry WHERE run <= ? AND stage IN (" + marks + ")"
            dropped = self.connection.execute(old, (self.run - _KEEP_RUNS, *stages)).fetchall()
            unused = "SELECT key, folder_bytes FROM entry WHERE run < ? AND stage IN (" + marks + ") ORDER BY run DESC"
            spare = 0
            for key, folder_bytes in self.connection.execute(unused, (self.run, *stages)).fetchall():
                spare += folder_bytes or 0
                dropped += [(key,)] if folder_bytes and spare > _KEEP_BYTES else []
            self.connection.executemany("DELETE FROM entry WHERE key = ?", dropped)
            self.connection.executemany("DELETE FROM result WHERE key = ?", dropped)
            self.connection.commit()

    def folders(self) -> set[str] | None:
        """Hexadecimal keys of the results that have a folder; None where that cannot be known."""
        with suppress(sqlite3.DatabaseError):
            rows = self.connection.execute("SELECT key FROM entry WHERE folder_bytes IS NOT NULL").fetchall()
            return {key.hex() for (key,) in rows}
        return None

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # from the first write until it is closed
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is thrown away
        connection.execute("BEGIN EXCLUSIVE")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.commit()
        if not tables:
            connection.executescript(_SCHEMA)
        elif version != _FORMAT:
            raise sqlite3.DatabaseError(f"format {version}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _anew(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    return _connected(path)
