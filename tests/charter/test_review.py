"""The life of a draft: every act in every status."""

from __future__ import annotations

import pytest

from charter.review import NotAllowed, ReviewAct, ReviewStatus, Side, after, allowed, holder, side

#: by status: who must act, and where each open act leads
LIFE: dict[str, tuple[str, dict[str, str]]] = {
    "draft": ("leader", {"submit": "submitted"}),
    "submitted": ("coach", {"withdraw": "withdrawn", "take": "in_review"}),
    "in_review": (
        "coach",
        {
            "withdraw": "withdrawn",
            "put_back": "submitted",
            "request_changes": "changes_requested",
            "propose_support": "redo_with_support",
            "approve": "approved",
        },
    ),
    "changes_requested": ("leader", {"submit": "submitted"}),
    "redo_with_support": ("leader", {"submit": "submitted"}),
    "approved": ("nobody", {"reopen": "draft"}),
    "withdrawn": ("leader", {"submit": "submitted"}),
}


def test_every_status_is_in_the_table() -> None:
    assert set(LIFE) == {str(status) for status in ReviewStatus}


@pytest.mark.parametrize("status", ReviewStatus)
def test_a_status_says_who_must_act_and_what_is_open(status: ReviewStatus) -> None:
    who, acts = LIFE[status]
    assert Side(who) == holder(status)
    assert set(acts) == {str(act) for act in allowed(status)}


@pytest.mark.parametrize("status", ReviewStatus)
@pytest.mark.parametrize("act", ReviewAct)
def test_an_act_leads_where_the_table_says_or_is_refused(
    status: ReviewStatus, act: ReviewAct
) -> None:
    leads = LIFE[status][1].get(act)
    if leads is None:
        with pytest.raises(NotAllowed) as refused:
            after(status, act)
        assert (status, act) == (refused.value.status, refused.value.act)
        assert f"{act} is not open when {status}" == str(refused.value)
    else:
        assert ReviewStatus(leads) == after(status, act)


@pytest.mark.parametrize("act", ReviewAct)
def test_an_act_is_for_the_leader_or_for_a_coach(act: ReviewAct) -> None:
    leaders = {"submit", "withdraw", "reopen"}
    assert (Side.LEADER if act in leaders else Side.COACH) == side(act)
