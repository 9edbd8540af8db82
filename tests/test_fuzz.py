"""No input of any kind ends in a traceback, and every exit code is of the table."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acupoint_cli.errors import KINDS, AcuError
from acupoint_cli.library.filters import Filters, pick
from acupoint_cli.library.index import open_index
from acupoint_cli.names import codes, pinyin
from acupoint_cli.names.fold import fold
from acupoint_cli.names.resolve import resolve
from acupoint_cli.render.records import clean, dumps
from acupoint_cli.searching import search

TYPED = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzüǒá -'.+0123456789", max_size=30),
    st.text(alphabet="涌泉足三里合谷穴肾胃 12345", max_size=12),
    st.builds(
        lambda a, n: f"{a}{n}", st.sampled_from(["KI", "kid ", "L.I.-", "EX-HN", "3E ", "肾", "GV"]), st.integers()
    ),
)
OFTEN = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@OFTEN
@given(TYPED)
def test_any_name_is_taken_or_refused(typed: str) -> None:
    try:
        assert resolve(typed, open_index()).code
    except AcuError as error:
        assert error.code in KINDS
        assert error.line().startswith("Error: ")


@OFTEN
@given(TYPED)
def test_any_words_are_searched_or_refused(typed: str) -> None:
    index = open_index()
    try:
        answer = search(index, typed, pick(index, Filters()))
        assert all(row["why"] for row in answer.results)
    except AcuError as error:
        assert error.code == "usage"


@given(st.text())
def test_pure_functions_take_any_text(text: str) -> None:
    codes.parse(text)
    pinyin.split(text[:40])
    pinyin.numbered(text[:40] or "a")
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nothing_raw_reaches_a_line(text: str) -> None:
    line = clean(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200b\ufeff" for c in line)
    assert "\x1b" not in dumps(text)
    assert "\u202e" not in dumps(text)
