"""Of what kinds secrets are, and where each of them may be found: nowhere at all, unless it is what people put there to be read."""

MARK = "canary7f3a"
# The database as it lies there and the backup of it, in their own words; "opened" is what is sealed in it, opened with the ring.
SEALED = frozenset({"opened"})
TOLD = frozenset({"database", "backup", "answers"})
OF_PEOPLE = TOLD | {"contacts export", "contact export"}
NOWHERE: frozenset[str] = frozenset()

MAY_BE: dict[str, frozenset[str]] = {
    # keys of accounts, and what is no key
    "key_by_sql": SEALED, "key_connected": NOWHERE, "key_replaced": SEALED, "key_refused": NOWHERE,
    "key_in_document": NOWHERE, "key_of_wrong_type": NOWHERE,
    # keys of the installation
    "ring_key": NOWHERE, "made_key": NOWHERE, "suppression_key": SEALED, "database_password": NOWHERE,
    # what programs come with
    "api_token": NOWHERE, "made_token": NOWHERE, "wrong_token": NOWHERE, "address_current": NOWHERE,
    "address_previous": NOWHERE,
    # what people come with
    "link": NOWHERE, "link_invited": NOWHERE, "link_wrong": NOWHERE, "password": NOWHERE, "password_changed": NOWHERE,
    "password_refused": NOWHERE, "password_wrong": NOWHERE, "cookie": NOWHERE, "cookie_ended": NOWHERE,
    "cookie_wrong": NOWHERE, "ticket": NOWHERE, "ticket_wrong": NOWHERE,
    # what the outside says
    "letter": SEALED, "visit_name": SEALED, "visit_email": SEALED, "unknown_body": SEALED, "broken_body": NOWHERE,
    "refused_url": SEALED, "told_url": SEALED | {"contacts export", "contact export"}, "query_string": NOWHERE,
    # rows of files: one that waits, one that an answer shows, one that was refused, one that is somebody now
    "row_waiting": SEALED, "row_shown": SEALED | {"answers"}, "row_refused": NOWHERE,
    "row_taken": OF_PEOPLE | {"import report"}, "row_custom": OF_PEOPLE,
    # what is there to be read
    "contact_name": OF_PEOPLE | SEALED, "contact_email": OF_PEOPLE, "template": OF_PEOPLE | SEALED,
    "listed_domain": SEALED | {"answers", "suppressions export"}, "listed_reason": TOLD | {"suppressions export"},
    "path": frozenset({"log"}),
}  # fmt: skip


def canary(kind: str) -> str:
    return f"{MARK}-{kind.replace('_', '-')}"
