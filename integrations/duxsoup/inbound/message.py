"""What the bridge saw in an inbox of the account."""

from integrations.duxsoup.inbound.envelope import Envelope
from integrations.duxsoup.inbound.fields import accepted_tags, field, folded, key, person, urls
from integrations.duxsoup.inbound.findings import Direction, Finding, InvitationAnswered, MessageSeen
from integrations.duxsoup.values import line, moment, text, words

# How LinkedIn's own subtypes begin; that they occur is not proved.
_ANSWERS = {"INVITATION_ACCEPT": True, "INVITATION_DECLINE": False}


def message(envelope: Envelope) -> tuple[Finding, ...]:
    direction = Direction(envelope.kind.removeprefix("message."))
    data = folded(envelope.data)
    other = "from" if direction is Direction.RECEIVED else "to"
    who = person(data.get(f"{other}id"), urls(data, other))
    # The webhook may come an hour after the message; the tags in it are as of the webhook.
    at = moment(data.get("timestamp")) or envelope.at
    subtype = (line(data.get("type")) or "").upper() or None
    tags = words(data.get("tags")) or words(data.get("mytags"))
    thread, written = line(data.get("url")), text(data.get("text"))
    seen = MessageSeen(
        key=key(envelope.userid, direction, thread, at, who.dux_id or who.urls, written),
        direction=direction,
        person=who,
        first_name=field(data, f"{other}firstname"),
        last_name=field(data, f"{other}lastname"),
        thread_url=thread,
        text=written,
        subtype=subtype,
        tags=tags,
        at=at,
    )
    answered = tuple(
        InvitationAnswered(who, yes, at) for word, yes in _ANSWERS.items() if (subtype or "").startswith(word) and who
    )
    # The bare notice that an invitation was answered is not a letter: nobody has written anything.
    letter = () if not (who or thread) or (answered and not written.strip()) else (seen,)
    return (*letter, *answered, *(accepted_tags(tags, who, envelope.at) if who else ()))
