"""Is an index file as it was written? Its time of change says so at no cost; its checksum, when that is in doubt.

The time is set to a full second that the index itself names. Whatever writes to the file later changes it, and then the
checksum of all bytes decides; it lies in four bytes of the header that SQLite leaves to the user.
"""

import os

_AT, _END = 60, 64  # where SQLite keeps `PRAGMA user_version`


def now() -> int:
    """Return a time that every file system can hold: an even number of seconds."""
    import time

    return max(0, int(time.time())) // 2 * 2


def write(path: str, when: int | None = None) -> None:
    """Put the checksum into a finished index, force it to the disk, and set its time; raises OSError."""
    with open(path, "r+b") as file:
        value = _checksum(file)
        file.seek(_AT)
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    if when is not None:
        os.utime(path, (when, when))


def holds(path: str, when: str) -> bool:
    """Return whether the file is as it was written; `when` is the time that the index names. Raises OSError."""
    if when.isdecimal() and os.stat(path).st_mtime_ns == int(when) * 1_000_000_000:
        return True
    with open(path, "rb") as file:
        value = _checksum(file)
        file.seek(_AT)
        sound = file.read(_END - _AT) == value
    if sound and when.isdecimal():  # copied, or touched: say so once
        try:
            os.utime(path, (int(when), int(when)))
        except OSError:
            pass
    return sound


def _checksum(file: object) -> bytes:
    from zlib import crc32

    file.seek(0)  # type: ignore[attr-defined]
    head = bytearray(file.read(1 << 20))  # type: ignore[attr-defined]
    head[_AT:_END] = bytes(_END - _AT)
    value = crc32(head)
    while block := file.read(1 << 20):  # type: ignore[attr-defined]
        value = crc32(block, value)
    return value.to_bytes(4, "big")
