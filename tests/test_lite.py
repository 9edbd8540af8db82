"""The stand-in for typing's NamedTuple makes the same class."""

from __future__ import annotations

import typing

import pytest

from acupoint_cli.lite import NamedTuple


class Real(typing.NamedTuple):
    """A place."""

    code: str
    cun: float = 1.5
    sides: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        return self.code[:2]

    def moved(self, by: float) -> float:
        return self.cun + by


class Light(NamedTuple):
    """A place."""

    code: str
    cun: float = 1.5
    sides: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        return self.code[:2]

    def moved(self, by: float) -> float:
        return self.cun + by


GIVEN: list[tuple[tuple[typing.Any, ...], dict[str, typing.Any]]] = [
    (("KI-1",), {}),
    (("KI-1", 2.0), {}),
    (("KI-1", 2.0, ("left",)), {}),
    (("KI-1",), {"sides": ("left",)}),
    ((), {"code": "KI-1", "cun": 3}),
]


@pytest.mark.parametrize(("positional", "named"), GIVEN)
def test_the_same_record(positional: tuple[typing.Any, ...], named: dict[str, typing.Any]) -> None:
    real, light = Real(*positional, **named), Light(*positional, **named)
    assert tuple(real) == tuple(light) and real._asdict() == light._asdict()
    assert (real.short, real.moved(1)) == (light.short, light.moved(1))
    assert repr(light) == repr(real).replace("Real", "Light")
    assert tuple(light._replace(code="LU-1")) == tuple(real._replace(code="LU-1"))


def test_what_is_missing_or_too_much_is_refused() -> None:
    made: typing.Any
    for made in (Real, Light):
        with pytest.raises(TypeError):
            made()
        with pytest.raises(TypeError):
            made("KI-1", 1, (), "more")
        with pytest.raises(AttributeError):
            made("KI-1").code = "LU-1"
    assert Light.__doc__ == Real.__doc__
    assert Light.__module__ == Real.__module__
