"""Dux-Soup's own words, kept in one place because some of them are none of ours."""

# Dux-Soup spells this part of its path so; our word for such a person is contact.
PERSON_PATH = "prospects"
# Dux-Soup's command and Sales Navigator's address, as they are on the wire.
SAVE_IN_SALES_NAVIGATOR = "saveaslead"
SALES_PROFILE_PATH = "sales/lead"

CAPS = {"visit": "visits", "connect": "invitations", "message": "messages", "inmail": "messages", "enroll": "enrolls"}
CAP_SETTINGS = {
    "visits": "maxvisits",
    "invitations": "maxinvites",
    "messages": "maxmessages",
    "enrolls": "maxenrolls",
}
# A setting of "0" lets Dux-Soup detect the number of visits; it does not lift the limit.
DETECTED_VISITS = 100

WITHOUT_PROFILE = frozenset({"wait", "reset"})
WITH_PROFILE = frozenset(
    {
        "visit",
        "connect",
        "message",
        "inmail",
        "enroll",
        "tag",
        "untag",
        SAVE_IN_SALES_NAVIGATOR,
        "savetopdf",
        "follow",
        "disconnect",
        "endorse",
    }
)
COMMANDS = WITH_PROFILE | WITHOUT_PROFILE
FAMILIES = {"visit": "visit", "action": "action", "message": "message", "rccommand": "rc"}

BOXES = ("regularinbox", "salesnavinbox", "connections")

DEFAULT_SETTINGS: dict[str, object] = {
    "maxvisits": "0",
    "maxinvites": "20",
    "maxmessages": "50",
    "maxenrolls": "200",
    "throttletime": "1",
    "scanthrottletime": "3000",
    "skipdays": "31",
    "pageinitdelay": "5000",
    "waitminutes": 5,
    "waitvisits": 20,
    "snooze": True,
    "dailylimitoffset": 0,
    "randomrange": False,
    "linkedinlimitsnooze": 3,
    "linkedinlimitalert": "",
    "pauseoninviteerror": True,
    "resumedelayoninviteerror": "1d",
    "expirependinginvitesflag": False,
    "expirependinginvitesvalue": 30,
    "robotscheduleplan": {str(day): [["06:00", "23:00"]] for day in range(7)},
    "remotecontrolflag": True,
    "pauserobot": False,
    "messagebridgeflag": True,
    "messagebridgeinterval": 1,
    "webhookprofileflag": True,
    "webhooks": [],
    "followupflag": False,
    "followupforallflag": False,
    "autoconnect": False,
    "hidesystemtags": False,
}
