"""YAML as yaml.safe_dump writes it."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from acupoint_cli.render.yaml_text import WIDTH, yaml_text
from conftest import Run

FIRST_PLANE = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])  # the C library escapes what lies beyond
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(FIRST_PLANE),
    st.sampled_from(["null", "1.0", "yes", "~", "=", "2026-11-21", "a: b # c", "", " x ", "1e3", "0x1f", "<<", "- a", "涌泉", "x" * 300, "two words " * 30]),
)  # fmt: skip
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(FIRST_PLANE, max_size=8), inner, max_size=4))  # fmt: skip


@given(TREES)
def test_it_is_the_text_of_safe_dump(tree: object) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    assert yaml_text(tree) == yaml.dump(tree, Dumper=dumper, allow_unicode=True, sort_keys=False, width=WIDTH)


def test_a_whole_answer_comes_back_as_it_was(acu: Run) -> None:
    for command in (["show", "KI-1", "GV-26"], ["term", "insomnia"], ["search", "insomnia", "--why"]):
        assert yaml.safe_load(acu(*command, "-f", "yaml").out) == yaml.safe_load(acu(*command, "--json").out), command
