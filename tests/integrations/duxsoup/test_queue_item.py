"""A list of waiting commands proves an action taken only by what stands under its own label."""

from integrations.duxsoup.queue_item import LISTED, QueueItem, cut_short, under


def item(messageid: str, campaignid: str | None) -> QueueItem:
    return QueueItem.from_answer({"messageid": messageid, "params": {"campaignid": campaignid}})


def test_what_was_not_asked_for_proves_nothing() -> None:
    assert under([item("m1", "another")], "mine") is None
    assert under([], "mine") is None


def test_the_item_under_the_label_is_found_wherever_it_stands() -> None:
    assert under([item("m1", "another"), item("m2", "mine")], "mine") == item("m2", "mine")


def test_an_item_that_tells_no_label_is_taken_at_the_filters_word() -> None:
    assert under([item("m1", None)], "mine") == item("m1", None)


def test_a_full_list_may_go_on() -> None:
    items = [item(f"m{number}", "another") for number in range(LISTED)]
    assert (cut_short(items), cut_short(items[1:])) == (True, False)
