"""Whose export a file is, by the names of its columns, and what those columns mean; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models import ImportPreset


@dataclass(frozen=True, slots=True)
class Preset:
    """`marks` stand in this export and in no other; all names are plain (see import_mapping). `columns` says what is not told by
    the usual names, and `dropped` what is of no use in a contact. `instead` is the person's address where none of the columns is
    a better one, the best first.
    """

    marks: frozenset[str]
    columns: Mapping[str, str]
    dropped: frozenset[str] = frozenset()
    instead: Sequence[str] = ()


PRESETS: dict[ImportPreset, Preset] = {
    ImportPreset.DUX_SOUP: Preset(
        marks=frozenset({"visittime", "scantime", "salesprofile", "recruiterprofile", "mytags", "mynotes"}),
        columns={
            "profile": "linkedin_url", "publicprofile": "custom.public_profile", "salesprofile": "custom.sales_profile",
            "companyprofile": "company_linkedin_url", "companywebsite": "company_website", "mytags": "tags",
            "mynotes": "custom.notes",
        },
        dropped=frozenset({"id", "visittime", "scantime", "thumbnail", "picture", "recruiterprofile"}),
        instead=("publicprofile", "salesprofile"),
    ),
    ImportPreset.SALES_NAVIGATOR: Preset(
        marks=frozenset({
            "defaultprofileurl", "vmid", "linkedinprofileurl", "salesnavigatorurl", "salesnavigatorprofileurl",
            "linkedinurlpublic", "linkedinsalesnavigatorurl", "regularcompanyurl", "isopenlink",
        }),
        columns={
            "defaultprofileurl": "linkedin_url", "linkedinprofileurl": "linkedin_url", "linkedinurlpublic": "linkedin_url",
            "profileurl": "custom.sales_navigator_url", "salesnavigatorurl": "custom.sales_navigator_url",
            "salesnavigatorprofileurl": "custom.sales_navigator_url", "linkedinsalesnavigatorurl": "custom.sales_navigator_url",
            "regularcompanyurl": "company_linkedin_url", "companyurl": "custom.company_sales_url", "currentjob": "title",
            "currentjobtitle": "title",
        },
        dropped=frozenset({"profileimageurl", "query", "timestamp", "companyid", "vmid", "error", "searchaccountprofileid"}),
        instead=("salesnavigatorurl", "salesnavigatorprofileurl", "linkedinsalesnavigatorurl", "profileurl"),
    ),
    ImportPreset.APOLLO: Preset(
        marks=frozenset({
            "personlinkedinurl", "apollocontactid", "apolloaccountid", "companynameforemails", "emailconfidence", "emailstatus",
        }),
        columns={
            "personlinkedinurl": "linkedin_url", "companynameforemails": "custom.company_name_for_emails", "website": "company_website",
            "city": "location", "lists": "tags", "companyname": "company",
        },
        dropped=frozenset({"apollocontactid", "apolloaccountid", "facebookurl", "twitterurl"}),
    ),
    ImportPreset.ZOOMINFO: Preset(
        marks=frozenset({
            "zoominfocontactid", "zoominfocontactprofileurl", "zoominfocompanyid", "zoominfocompanyprofileurl",
            "linkedincontactprofileurl", "linkedincompanyprofileurl",
        }),
        columns={
            "linkedincontactprofileurl": "linkedin_url", "linkedincompanyprofileurl": "company_linkedin_url",
            "personcity": "location", "website": "company_website",
        },
        dropped=frozenset({
            "zoominfocontactid", "zoominfocontactprofileurl", "zoominfocompanyid", "zoominfocompanyprofileurl",
            "facebookcompanyprofileurl", "twittercompanyprofileurl",
        }),
    ),
}  # fmt: skip
FEWEST_MARKS = 2


def guessed(plain: Collection[str]) -> ImportPreset | None:
    """The one of whose marks most are there; one alone may be chance."""
    found = {preset: len(known.marks.intersection(plain)) for preset, known in PRESETS.items()}
    best = max(found, key=lambda preset: found[preset])
    return best if found[best] >= FEWEST_MARKS else None
