"""What a profile says of whose seat it is, however it is written; what it does not say is not guessed."""

import pytest

from integrations.duxsoup.remote_profile import RemoteProfile

TYPED = {"dux_soup_user_id": "77", "email": "Ada@example.com ", "first_name": "Ada", "last_name": "Example"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"userid": 77, "email": "ada@example.com"}, RemoteProfile("77", "ada@example.com")),
        ({"firstName": "Ada", "last_name": "Example", "User ID": "77"}, RemoteProfile("77", None, "Ada", "Example")),
        ({"First Name": " Ada ", "E-Mail": ["a"], "lastname": None}, RemoteProfile(None, None, "Ada")),
        ({"email": "x" * 300}, RemoteProfile(None, "x" * 254)),
        ({"profile": {"email": "a"}}, RemoteProfile()),
    ],
)
def test_a_profile_is_read_however_its_fields_are_written(raw: dict[str, object], said: RemoteProfile) -> None:
    assert RemoteProfile.from_answer(raw) == said


def test_only_what_is_stated_otherwise_differs() -> None:
    assert RemoteProfile().differs(**TYPED) == []
    assert RemoteProfile("77", "ADA@example.com", "ada", "Example").differs(**TYPED) == []
    assert RemoteProfile("78", "bo@example.com", "Ada", "Other").differs(**TYPED) == [
        "dux_soup_user_id",
        "email",
        "last_name",
    ]
