"""Points named in running text: what is found, what is left alone, and how fast."""

import io
import json
import os
import random
import time
from typing import Any

import pytest

from acupoint_cli.cli.scanning import scanner
from acupoint_cli.library.index import open_index
from acupoint_cli.names.scan import Scanner
from conftest import Run


@pytest.fixture(scope="module")
def reader() -> Scanner:
    return scanner(open_index())


FOUND = [  # text, the codes found in their order (None: several candidates)
    ("KI-1", ["KI-1"]), ("Needle KI1, ST36 and LI4.", ["KI-1", "ST-36", "LI-4"]), ("BL-18 to BL-21", ["BL-18", "BL-19", "BL-20", "BL-21"]),
    ("BL 18–21 were used", ["BL-18", "BL-19", "BL-20", "BL-21"]), ("ST 36, 37 and 39", ["ST-36", "ST-37", "ST-39"]),
    ("Hegu (LI 4)", ["LI-4"]), ("LI 4 (Hegu)", ["LI-4"]), ("足三里、三阴交", ["ST-36", "SP-6"]), ("Zu San Li (St 36)", ["ST-36"]),
    ("合谷穴（LI4）", ["LI-4"]), ("Zusanli", ["ST-36"]), ("zhōngzhǔ and Zhōngzhù", ["TE-3", "KI-15"]), ("with zusanli and neiguan", ["ST-36", "PC-6"]), ("Zhongzhu", [None]),
    ("Hegu (LI14)", [None]), ("UB 40, GB 34, Ren 4 and Du-20", ["BL-40", "GB-34", "CV-4", "GV-20"]),
    ("reduce Yǒngquǎn KID-1Hégǔ L.I.-4, Qūchí L.I.-11", ["KI-1", "LI-4", "LI-11"]), ("P-8 and HE-7", ["PC-8", "HT-7"]),
    ("足阳明36", ["ST-36"]), ("EX-HN3 and Ex-HN 5", ["EX-HN3", "EX-HN5"]), ("Taiyang (EX-HN5)", ["EX-HN5"]),
    ("太阳穴", [None]), ("Gushing Spring", ["KI-1"]), ("Kidney 1 and Stomach 36", ["KI-1", "ST-36"]), ("Tsu San Li", ["ST-36"]),
    ("SP6/ST36", ["SP-6", "ST-36"]), ("SP6ST36ST37", ["SP-6", "ST-36", "ST-37"]), ("LI-4LR-3", ["LI-4", "LR-3"]), ("LI-4 + LR-3", ["LI-4", "LR-3"]), ("K1 (Yongquan), S36 and ST-37", ["KI-1", "ST-36", "ST-37"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), FOUND, ids=[f[0] for f in FOUND])
def test_found(reader: Scanner, text: str, codes: list[str | None]) -> None:
    assert [m.code for m in reader.line(text)] == codes


LEFT_ALONE = [
    "ST 36 weeks", "H7N9", "GB12AB34", "EX-HN3QQ5", "P 5 of the book", "GB 12346", "He 7 times said so", "the dantian", "Taiyang disease", "a great bell",
    "tai chi and feng shui", "COVID-19", "vitamin B12", "at the level of L4 and L5", "C7 and T1", "CD4 cells", "BL-99", "KI-28", "1st of May 2020",
    "SP 500 of them", "LI 4 mg", "page 36", "ST-36.5", "CO2 laser", "Vitamin B12 and C", "KI 2,5 cm", "ST 2,50 EUR", "子宫收缩", "太阳光",
]  # fmt: skip


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(reader: Scanner, text: str) -> None:
    assert reader.line(text) == []


def test_line_column_words_and_code(acu: Run) -> None:
    done = acu("scan", stdin="nothing here\nwe used Hegu (LI 4) today\n")
    assert done.out == "-\t2\t9\tHegu (LI 4)\tLI-4\tLI-4\n"


def test_conflicts_are_said(acu: Run) -> None:
    done = acu("scan", "--json", stdin="Hegu (LI14)")
    (row,) = json.loads(done.out)["found"]
    assert (row["code"], row["candidates"]) == (None, ["LI-4", "LI-14"])
    assert "disagree" in done.err


@pytest.mark.parametrize(
    ("style", "text"),
    [("who", "ST-36, LI-4 and GV-20."), ("deadman", "ST-36, L.I.-4 and DU-20."), ("pinyin", "Zúsānlǐ, Hégǔ and Bǎihuì."), ("hanzi", "足三里, 合谷 and 百会."),
     ("french", "E-36, GI-4 and VG-20."), ("German", "Ma 36, Di 4 and Du 20.")],
)  # fmt: skip
def test_replace(acu: Run, style: str, text: str) -> None:
    assert acu("scan", "--replace", style, stdin="Zu San Li (St 36), Hegu and Du 20.\n").out == text + "\n"


def test_bad_input(acu: Run, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "binary").write_bytes(b"ab\0cd")
    (folder / "chinese.txt").write_bytes("足三里和三阴交都是常用穴位".encode("gb18030") * 50)
    (folder / "good.txt").write_text("KI-1\n", encoding="utf-8")
    names = [str(folder / n) for n in ("binary", "chinese.txt", "missing", "", "good.txt")]
    done = acu("scan", *names)
    assert done.code == 3
    assert done.out.endswith("good.txt\t1\t1\tKI-1\tKI-1\tKI-1\n"), "the rest is still done"
    for words in ("is a binary file", "--encoding gb18030", "missing: no such file", "is a folder"):
        assert words in done.err
    assert done.err.count("\n") == 4
    again = acu("scan", names[1], "--encoding", "gb18030")
    assert "ST-36" in again.out
    assert acu("scan", names[1], "--encoding", "klingon").code == 2


def test_nothing_found_is_said_by_the_exit_code(acu: Run) -> None:
    assert acu("scan", stdin="no point is named here\n").code == 1


def test_nothing_found_has_an_error_in_json(acu: Run) -> None:
    done = acu("scan", "--json", stdin="hello\n")
    assert (done.code, [e["code"] for e in json.loads(done.out)["errors"]]) == (1, ["not_found"])


def test_memory_and_time_stay_flat_on_a_long_line(reader: Scanner) -> None:
    text = "Patients were needled at LI-4, ST-36 and Zusanli; 足三里 too, for 36 weeks. " * 2000
    start = time.process_time()
    assert len(reader.line(text)) == 8000
    assert time.process_time() - start < 20
    assert io.DEFAULT_BUFFER_SIZE


MORE = [  # text, the codes found
    ("massage Yǒngquǎn KID-1before bedtime", ["KI-1"]), ("the Stomach meridian 36", ["ST-36"]), ("Triple Burner 5, Large Intestine 4", ["TE-5", "LI-4"]),
    ("ID3-B62, R3 and ST-36", ["SI-3", "BL-62", "KI-3", "ST-36"]), ("E36, BP6, VC12 et F3", ["ST-36", "SP-6", "CV-12", "LR-3"]),
    ("Dü 3 (Houxi) und Ma 36 (Zusanli)", ["SI-3", "ST-36"]), ("합곡(LI4), 족삼리", ["LI-4", "ST-36"]), ("M-HN-3 Yintang, GV-29", ["EX-HN3", "EX-HN3"]),
    ("Túc Tam Lý (ST36)", ["ST-36"]), ("Weizhong (BL-54)", ["BL-40"]), ("EX-HN 3 and 5", ["EX-HN3", "EX-HN5"]),
    ("Qianzheng (N-HN-20), then 牽正 with NHN20 and ST-4", ["N-HN-20", "N-HN-20", "N-HN-20", "ST-4"]), ("提托 or N-CA-4 or N-HN-54", ["N-CA-4", "N-CA-4", "EX-HN22"]),
    ("EX-HN20 in VN-HN-2026, RN-CA-485692", ["N-HN-20"]), ("L4, L5 and S1", []), ("vitamin B1, B6 and B12", []), ("Du 20 au 30 mai", []), ("Le 3 mars", []), ("B-52 bombers, C-4, F-16", []),
    ("Yoko Ono in Yemen", []), ("ST36weeks", []), ("신문을 읽다", []), ("version S-3", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), MORE, ids=[m[0] for m in MORE])
def test_conventions_lists_and_false_friends(reader: Scanner, text: str, codes: list[str]) -> None:
    assert [m.code for m in reader.line(text)] == codes


def test_an_older_number_is_said(acu: Run) -> None:
    done = acu("scan", stdin="Weizhong (BL-54)\n")
    assert done.out == "-\t1\t1\tWeizhong (BL-54)\tBL-40\tBL-40\n"
    assert "BL-54 in older books, today BL-40" in done.err


def test_a_very_long_line_is_read_in_pieces(acu: Run) -> None:
    text = "needled at LI-4 (Hegu) today " * 10_000
    done = acu("scan", stdin=text)
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert len(rows) == 10_000
    assert {(row[1], row[4]) for row in rows} == {("1", "LI-4")}
    assert [int(row[2]) for row in rows] == [12 + 29 * i for i in range(10_000)]
    assert acu("scan", "--replace", "who", stdin=text).out == "needled at LI-4 today " * 10_000


def test_json_streams_the_same_envelope(acu: Run) -> None:
    answer = json.loads(acu("scan", "--json", "missing.txt", "-", stdin='KI-1 "quoted" ST-36\n').out)
    assert [row["code"] for row in answer["found"]] == ["KI-1", "ST-36"]
    assert answer["schema"] == 1
    assert answer["errors"][0]["code"] == "io"


ENCODINGS = [
    ("gb18030", "足三里和三阴交都是常用穴位的针灸"),
    ("big5", "足三里和三陰交的針灸穴位主治"),
    ("shift_jis", "足三里と三陰交はツボである。"),
]


@pytest.mark.parametrize(("encoding", "text"), ENCODINGS, ids=[e[0] for e in ENCODINGS])
def test_an_encoding_is_guessed_and_named(acu: Run, tmp_path: object, encoding: str, text: str) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "text"
    file.write_bytes((text + "\n").encode(encoding) * 20)
    refused = acu("scan", str(file))
    assert (refused.code, f"--encoding {encoding}" in refused.err) == (3, True)
    assert acu("scan", str(file), "--encoding", encoding).out.count("ST-36") == 40


@pytest.mark.skipif(not os.environ.get("ACU_BIG"), reason="a stream of 64 MB; ACU_BIG=1 runs it")
def test_a_stream_of_64_megabytes_in_flat_memory() -> None:
    import resource
    import subprocess
    import sys
    import threading

    def run(size: int) -> int:
        """Feed a stream of `size` bytes and return the most memory, in kilobytes, that a child has had so far."""
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

            def feed() -> None:
                assert process.stdin
                for _ in range(size // len(line)):
                    process.stdin.write(line)
                process.stdin.close()

            threading.Thread(target=feed).start()
            assert process.stdout
            assert sum(1 for _ in process.stdout) == 80 * (size // len(line))
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss

    line = b"Needle LI-4 (Hegu), ST 36, 37 and 39; BL-18 to BL-21, and rest for 36 weeks with no more. " * 10 + b"\n"
    command = [sys.executable, "-m", "acupoint_cli", "scan", "--format", "tsv"]
    small = run(1_000_000)
    assert run(64_000_000) < small + 20_000


REMEMBERED = [  # a list, read twice by one reader: the second time from memory, and the same words elsewhere
    ("ST 36, CV 12, PC 6", ["ST-36", "CV-12", "PC-6"]), ("ST 36, 37, CV 12, 13", ["ST-36", "ST-37", "CV-12", "CV-13"]),
    ("ST 36 weeks, CV 12", ["CV-12"]), ("of ST 36, CV 12", ["ST-36", "CV-12"]), ("ST 36, Hegu, LI 4", ["ST-36", "LI-4"]), ("Hegu, ST36/Neiguan", ["LI-4", "ST-36", "PC-6"]),
    ("P 6, C 7, R 3", []), ("P6, C7", []), ("xST 36, CV 12, XPC 6", ["CV-12"]), ("P6, Weeks", []),
    ("A, ST 36, CV 12", ["ST-36", "CV-12"]), ("BL 18, BL 19-21, BL 23", ["BL-18", "BL-19", "BL-20", "BL-21", "BL-23"]),
]  # fmt: skip


def test_lists_mean_the_same_every_time(reader: Scanner) -> None:
    fresh = [[(m.column, m.text, m.candidates) for m in scanner(open_index()).line(text)] for text, _ in REMEMBERED]
    for _ in range(2):
        assert [[(m.column, m.text, m.candidates) for m in reader.line(text)] for text, _ in REMEMBERED] == fresh
    codes = {text: [m.code for m in reader.line(text)] for text, _ in REMEMBERED}
    assert codes == dict(REMEMBERED)


def test_the_short_way_through_a_list_finds_what_the_long_way_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of whatever stands in lists, read by one reader that remembers and by one that may not take the short way."""
    members = [
        "ST 36",
        "ST-36",
        "LI4",
        "P6",
        "C 7",
        "37",
        "st-36",
        "Hegu",
        "EX-HN3",
        "GB 12346",
        "CV 12",
        "Weeks",
        "L.I.-4",
        "",
        "KI-1 ",
    ]
    chance = random.Random(3)
    lists = [", ".join(chance.choices(members, k=chance.randint(1, 4))) for _ in range(3000)]
    short = scanner(open_index())
    found = [short.line(text) for text in lists]
    assert any(short._listed(text) for text in lists)
    monkeypatch.setattr(Scanner, "_listed", lambda *_: [])
    long = scanner(open_index())
    assert found == [long.line(text) for text in lists]


LANGUAGES = [  # what is said, the codes found
    ("족삼리, 합곡, 태충, 내관을 자침", ["ST-36", "LI-4", "LR-3", "PC-6"]), ("관원 자궁 임신", []), ("内関と足三里", ["PC-6", "ST-36"]),
    ("Magen 36; Dickdarm 4", ["ST-36", "LI-4"]), ("Magen 36 Stunden leer", []), ("위경36, 방광경40", ["ST-36", "BL-40"]),
    ("hegu and neiguan", ["LI-4", "PC-6"]), ("hegu alone", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), LANGUAGES, ids=[t for t, _ in LANGUAGES])
def test_languages(reader: Scanner, text: str, codes: list[str]) -> None:
    assert [m.code for m in reader.line(text)] == codes


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("BL10-13", "BL-10–BL-13"), ("GB20-22, KI3-7.", "GB-20–GB-22, KI-3–KI-7."), ("BL 18 to BL 21 and ST36", "BL-18 to BL-21 and ST-36"),
        ("LI4, Taichong", "LI-4, LR-3"), ("BL13-15,17", "BL-13–BL-15,BL-17"), ("ST36,37", "ST-36,ST-37"), ("hegu (LI-4)", "LI-4"), ("ST 36, 37 and 39", "ST-36, ST-37 and ST-39"),
    ],
)  # fmt: skip
def test_nothing_is_lost_by_rewriting(acu: Run, text: str, rewritten: str) -> None:
    assert acu("scan", "--replace", "who", stdin=text).out == rewritten


def test_a_letter_that_comes_in_two_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pipe has delivered so far may end within a letter; that is no other encoding."""
    import io
    import sys

    from acupoint_cli.cli.reading import lines

    pieces = iter([b"\xe8\xb6", b"\xb3\xe4\xb8\x89\xe9\x87\x8c KI-3"])

    class Pipe(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece = next(pieces, b"")
            buffer[: len(piece)] = piece
            return len(piece)

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
    assert [line.text for line in lines("-", "")] == ["足三里 KI-3"]


@pytest.mark.parametrize("raw", [b"caf\xe9", b"KI-3 caf\xe9", b"caf\xe9\n", b"KI-3\ncaf\xe9 KI-4"])
def test_what_is_not_utf8_is_told_with_a_guess(acu: Run, tmp_path: object, raw: bytes) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "text"
    file.write_bytes(raw)
    done = acu("scan", str(file))
    assert (done.code, "it is not UTF-8" in done.err, "--encoding latin-1" in done.err) == (3, True, True), done.err
