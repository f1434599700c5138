"""Which kinds there are of steps, sequences, messages and entries of the do-not-contact list."""

import models
from schema.types.enum import described

described(
    models.MessageDirection,
    "Who wrote a message.",
    RECEIVED="The contact did.",
    SENT="We did, by hand or by an action.",
)
described(
    models.NoteFallback,
    "What a connect with a note does when the account's notes are used up.",
    WAIT="Wait until there is a note again.",
    WITHOUT_NOTE="Go without the note.",
)
described(
    models.SequenceKind,
    "Which steps a campaign begins with.",
    CONNECTION="Visit, connect, and a message three days after the acceptance.",
    CUSTOM="Those that are given.",
    DIRECT_MESSAGE="A message, and another three days later.",
)
described(
    models.StepKind,
    "What is done to a person; whatever is sent counts against the account's limits of its kind.",
    CONNECT="Invite them, with a note or without.",
    ENDORSE="Endorse a skill of theirs.",
    FOLLOW="Follow them.",
    INMAIL="Write to somebody who is no contact; costs InMail credits.",
    MESSAGE="Write to a contact.",
    TAG="Tag them at Dux-Soup.",
    VISIT="Look at their profile.",
)
described(
    models.SuppressionScope,
    "How far an entry of the do-not-contact list reaches.",
    COMPANY="Everybody who works there, as far as is known.",
    DOMAIN="Everybody with an e-mail address or a website there.",
    PERSON="One person, by every identity that is known of them.",
)
