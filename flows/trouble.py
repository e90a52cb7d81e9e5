"""One error of pydantic, as an author has to hear it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.conditions import TESTS
from flows.error_place import inside_condition, path_of
from flows.issue import Issue
from flows.near import as_id, nearest
from flows.nudge import TESTS as NUDGE_TESTS
from flows.part import Part
from flows.run import Written
from flows.source import Path, Source, brief
from flows.texts import part_at

__all__ = ["ABOUT_WHOLE", "Trouble"]

#: our code for what pydantic calls it; the codes of our own validators stay as they are
CODES: Mapping[str, str] = {
    "missing": "missing_key",
    "extra_forbidden": "unknown_key",
    "union_tag_invalid": "unknown_kind",
    "union_tag_not_found": "missing_kind",
    "string_type": "text_expected",
    "string_too_short": "empty_text",
    "literal_error": "not_one_of",
    "enum": "not_one_of",
    "bool_type": "true_false_expected",
    "bool_parsing": "true_false_expected",
    "int_type": "number_expected",
    "int_parsing": "number_expected",
    "int_from_float": "number_expected",
    "greater_than_equal": "number_too_small",
    "less_than_equal": "number_too_large",
    "too_short": "too_few",
    "tuple_type": "list_expected",
    "list_type": "list_expected",
    "model_type": "mapping_expected",
    "model_attributes_type": "mapping_expected",
    "dict_type": "mapping_expected",
    "mapping_type": "mapping_expected",
}
#: what our own validators say of a place
OWN = ("id", "key", "test", "tag", "steps", "labels")
OWN_CODES = (
    "condition_shape",
    "condition_list",
    "condition_value",
    "condition_one_test",
    "condition_test",
    "condition_in",
    "condition_number",
    "duration",
    "nudge_test",
    "empty_range",
    "scale_labels",
)
#: by what the pattern of a text begins with
PATTERNS = (("^[a-z][", "bad_id"), ("^https", "bad_address"), ("^[a-z]{2}", "bad_language"))
#: codes that another error, further inside, says better: what is wrong inside is not counted
ABOUT_WHOLE = ("text_expected", "list_expected", "mapping_expected", "too_few")
#: limits, as pydantic names them
LIMITS = ("ge", "le", "gt", "lt", "min_length", "max_length")
SHOWN_AT_MOST = 60


class Trouble:
    """One error of pydantic, in the terms of the file."""

    def __init__(self, model: type[Part], source: Source, error: Mapping[str, Any]) -> None:
        self.model, self.source = model, source
        self.type: str = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx", {})
        self.written: Written = error["input"]
        self.path = path_of(source.data, error["loc"], is_absent=self.type == "missing")

    def issue(self) -> Issue:
        code = self._code()
        place = self._place()
        written = self.source.at(place) if self.type in OWN_CODES else self.written
        is_said = code != "missing_key" and written is not None
        params = {
            "key": next((step for step in reversed(self.path) if isinstance(step, str)), ""),
            "written": _short(written) if is_said else "",
            "expected": _expected(self.context),
            "limit": next((self.context[name] for name in LIMITS if name in self.context), ""),
            "near": self._near(code),
            **{name: _short(value) for name, value in self.context.items() if name in OWN},
            **self._nudge(),
        }
        return self.source.issue(code, place, params)

    def _code(self) -> str:
        code = CODES.get(self.type)
        if code == "unknown_key":
            return "comma_in_braces" if self._is_cut_text() else code
        if code == "text_expected" and _is_placeholder(self.written):
            return "braces_unquoted"
        if self.type == "string_pattern_mismatch":
            pattern = self.context["pattern"]
            return next(
                (code for begin, code in PATTERNS if pattern.startswith(begin)), "bad_value"
            )
        if self.type == "nudge_test" and self._nudge().get("test") in NUDGE_TESTS:
            return "nudge_value"
        return code or (self.type if self.type in OWN_CODES else "bad_value")

    def _near(self, code: str) -> str:
        match code:
            case "unknown_key":
                part = part_at(self.model, self.source.data, self.path[:-1])
                return nearest(self.path[-1], part.fields) if part else ""
            case "unknown_kind":
                return nearest(self.context["tag"], _expected(self.context).split(", "))
            case "not_one_of":
                return nearest(self.written, _expected(self.context).split(", "))
            case "condition_test":
                return nearest(self.context["test"], TESTS)
            case "nudge_test":
                return nearest(self._nudge().get("test", self.context["test"]), NUDGE_TESTS)
            case "bad_id":
                return as_id(self.written)
            case _:
                return ""

    def _nudge(self) -> Mapping[str, str]:
        """The test of a nudge that has a value: the right name with the wrong value, or neither."""
        is_one = self.type == "nudge_test" and isinstance(self.written, dict)
        return {"test": str(next(iter(self.written), ""))} if is_one else {}

    def _is_cut_text(self) -> bool:
        """A text in braces went on after a comma, and YAML took the rest for a key."""
        return self.written is None and " " in str(self.path[-1])

    def _place(self) -> Path:
        """Where to look: in a condition, at what of it cannot be read."""
        if self.type == "union_tag_invalid":
            return (*self.path, "kind")
        if not self.type.startswith("condition"):
            return self.path
        return (*self.path, *inside_condition(self.source.at(self.path)))


def _expected(context: Mapping[str, Any]) -> str:
    """The words that would do: pydantic puts them between quotes, with `or` before the last."""
    said = str(context.get("expected") or context.get("expected_tags") or "")
    return said.replace(" or ", ", ").replace("'", "")


def _is_placeholder(written: Written) -> bool:
    return isinstance(written, dict) and len(written) == 1 and None in written.values()


def _short(written: Written) -> str:
    said = brief(written)
    return f"{said[:SHOWN_AT_MOST]}…" if len(said) > SHOWN_AT_MOST else said
