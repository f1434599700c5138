"""What is told of letters and answered invitations."""

from integrations.duxsoup.inbound import AcceptedTag, Direction, InvitationAnswered, MessageSeen, Person
from tests.integrations.duxsoup.payloads import URN, changed, only, reading, utc


def test_a_message_has_its_own_time_and_not_that_of_the_webhook():
    seen = only(reading("message_received"), MessageSeen)
    assert seen.at == utc(2026, 1, 5, 9, 58, 55, 43000)
    assert (seen.direction, seen.text, seen.subtype) == (Direction.RECEIVED, "Sounds good", "MEMBER_TO_MEMBER")
    assert seen.person == Person("id.700000001", (URN,))
    assert (seen.first_name, seen.last_name) == ("Robin", "Example")
    assert seen.thread_url == "https://www.linkedin.com/messaging/thread/2-EXAMPLE==/"


def test_a_sent_message_names_whom_it_went_to():
    seen = only(reading("message_sent"), MessageSeen)
    assert (seen.direction, seen.person) == (Direction.SENT, Person("id.700000001", (URN,)))


def test_a_tag_in_a_message_is_as_of_the_webhook_since_the_letter_may_be_older():
    assert only(reading("message_sent"), AcceptedTag).at == utc(2026, 1, 5, 10, 0, 9, 131000)


def test_an_answered_invitation_is_told_without_a_letter_when_nobody_wrote():
    assert only(reading("message_invitation_accept"), InvitationAnswered).accepted
    assert not only(reading("message_invitation_decline"), InvitationAnswered).accepted


def test_an_acceptance_with_words_is_a_letter_too():
    found = changed("message_invitation_accept", text="Happy to", type=" invitation_accepted ")
    assert [type(finding) for finding in found.findings] == [MessageSeen, InvitationAnswered]


def test_a_message_without_names_is_kept_by_its_thread():
    found = changed("message_received", fromId=None, **{"from": None})
    assert only(found, MessageSeen).person == Person()
    assert changed("message_received", fromId=None, url=None, **{"from": None}).findings == ()
