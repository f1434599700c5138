"""What the columns of a file are is guessed by their names, and said by whoever knows better."""

import pytest

from engine.import_mapping import checked, guess, read_header, row_of
from models import ImportPreset
from models.errors import InvalidInput

# Column names as these exports have them.
EXPORTS = {
    ImportPreset.DUX_SOUP: (
        ["id", "VisitTime", "Profile", "SalesProfile", "First Name", "Middle Name", "Last Name", "Title", "Company", "CompanyProfile",
         "CompanyWebsite", "Email", "Phone", "Location", "Industry", "My Tags", "My Notes"],
        [None, None, "linkedin_url", "custom.sales_profile", "first_name", "custom.middle_name", "last_name", "title", "company",
         "company_linkedin_url", "company_website", "email", "custom.phone", "location", "custom.industry", "tags", "custom.notes"],
    ),
    ImportPreset.SALES_NAVIGATOR: (
        ["profileUrl", "fullName", "firstName", "lastName", "companyName", "title", "companyUrl", "regularCompanyUrl", "industry",
         "location", "vmid", "profileImageUrl", "defaultProfileUrl", "query", "timestamp"],
        ["custom.sales_navigator_url", "full_name", "first_name", "last_name", "company", "title", "custom.company_sales_url",
         "company_linkedin_url", "custom.industry", "location", None, None, "linkedin_url", None, None],
    ),
    ImportPreset.APOLLO: (
        ["First Name", "Last Name", "Title", "Company Name", "Company Name for Emails", "Email", "Email Status", "Seniority",
         "# Employees", "Industry", "Person Linkedin Url", "Website", "Company Linkedin Url", "City", "Country", "Lists"],
        ["first_name", "last_name", "title", "company", "custom.company_name_for_emails", "email", "custom.email_status",
         "custom.seniority", "custom.employees", "custom.industry", "linkedin_url", "company_website", "company_linkedin_url",
         "location", "custom.country", "tags"],
    ),
    ImportPreset.ZOOMINFO: (
        ["ZoomInfo Contact ID", "Last Name", "First Name", "Job Title", "Email Address", "LinkedIn Contact Profile URL",
         "Person City", "ZoomInfo Company ID", "Company Name", "Website", "LinkedIn Company Profile URL"],
        [None, "last_name", "first_name", "title", "email", "linkedin_url", "location", None, "company", "company_website",
         "company_linkedin_url"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("preset", list(ImportPreset))
def test_an_export_is_known_by_its_columns_and_each_of_them_is_mapped(preset: ImportPreset) -> None:
    header, mapping = EXPORTS[preset]
    assert guess(header) == (preset, mapping)
    assert guess(header, preset) == (preset, mapping)


OWN = ["First Name", "Sales Navigator URL", "Is Open Link"]


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        (OWN, ["first_name", "linkedin_url", "custom.is_open_link"]),
        (["profileUrl", "firstName", "vmid", "isOpenLink"], ["linkedin_url", "first_name", None, "custom.isopenlink"]),
        (["Sales Navigator Profile URL", "vmid"], ["linkedin_url", None]),
        (["LinkedIn Sales Navigator URL", "vmid"], ["linkedin_url", None]),
        ([*OWN, "LinkedIn URL"], ["first_name", "custom.sales_navigator_url", "custom.is_open_link", "linkedin_url"]),
        ([*OWN, "Linkdin URL"], ["first_name", "custom.sales_navigator_url", "custom.is_open_link", "linkedin_url"]),
    ],
)
def test_a_person_of_sales_navigator_is_known_by_its_address_where_there_is_no_public_one(
    header: list[str], mapping: list[str | None]
) -> None:
    assert guess(header) == (ImportPreset.SALES_NAVIGATOR, mapping)


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        (["VisitTime", "SalesProfile", "PublicProfile"], [None, "custom.sales_profile", "linkedin_url"]),
        (["VisitTime", "SalesProfile", "My Tags"], [None, "linkedin_url", "tags"]),
    ],
)
def test_a_person_of_dux_soup_is_known_by_the_address_that_is_left(
    header: list[str], mapping: list[str | None]
) -> None:
    assert guess(header) == (ImportPreset.DUX_SOUP, mapping)


@pytest.mark.parametrize(
    "column", ["Sales Navigator URL", "Sales Navigator Profile URL", "LinkedIn Sales Navigator URL"]
)
def test_one_column_of_sales_navigators_addresses_is_enough_to_know_people_by(column: str) -> None:
    assert guess(["Name", column]) == (None, ["full_name", "linkedin_url"])


def test_one_column_like_an_exports_is_chance() -> None:
    assert guess(["Name", "Email Status"]) == (None, ["full_name", "custom.email_status"])


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Frist Name", "first_name"),
        ("Lastt Name", "last_name"),
        ("Linkdin URL", "linkedin_url"),
        ("Compnay Name", "company"),
        ("E-Mail Adress", "email"),
        ("Company Websits", "company_website"),
        ("Email Status", "custom.email_status"),
        ("Company City", "custom.company_city"),
        ("Profile URN", "custom.profile_urn"),
        ("Mial", "custom.mial"),
    ],
)
def test_a_slip_of_the_pen_is_understood_and_another_word_is_not(column: str, field: str) -> None:
    assert guess(["Name", column]) == (None, ["full_name", field])


def test_a_slip_never_takes_a_field_from_the_column_that_is_called_so() -> None:
    assert guess(["Company Websits", "Website", "Name"])[1] == [
        "custom.company_websits",
        "company_website",
        "full_name",
    ]


def test_custom_fields_get_names_of_their_own_and_of_a_length_that_is_stored() -> None:
    header = ["Name", "Phone 4", "Phone", "Phone", "y" * 70, "y" * 70]
    mapping = guess(header)[1]
    assert mapping == [
        "full_name", "custom.phone_4", "custom.phone", "custom.phone_5", "custom." + "y" * 64, "custom." + "y" * 62 + "_6",
    ]  # fmt: skip
    assert checked(header, {}, mapping) == mapping


def test_what_somebody_says_of_a_column_stands_over_the_guess() -> None:
    header = ["Name", "Mail 2", "Phone"]
    standing: list[str | None] = ["full_name", "custom.mail_2", "custom.phone"]
    assert checked(header, {1: "email", 2: None}, standing) == ["full_name", "email", None]
    assert checked(header, {2: "custom.Work Phone"}, standing)[2] == "custom.work_phone"
    assert checked(header, {}, standing) == standing


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({3: "email"}, "no column 3"),
        ({-1: "email"}, "no column -1"),
        ({1: "nickname"}, "Column 'Mail 2' can be linkedin_url"),
        ({1: "custom.??"}, "can be linkedin_url"),
        ({1: "custom.phone"}, "Two columns cannot both be custom.phone"),
        ({1: "custom." + "x" * 65}, "custom field of column 'Mail 2' has at most 64"),
        ({1: "full_name"}, "Two columns cannot both be full_name"),
        ({0: None}, "has to be the LinkedIn URL or a name"),
    ],
)
def test_a_mapping_that_breaks_a_rule_is_refused_with_it(given: dict[int, str | None], rule: str) -> None:
    with pytest.raises(InvalidInput, match=rule):
        checked(["Name", "Mail 2", "Phone"], given, ["full_name", "custom.mail_2", "custom.phone"])


def test_a_column_that_is_left_out_is_read_nowhere() -> None:
    row = row_of(2, ["Robin", "secret"], ["first_name", None])
    assert (row.first_name, row.custom_fields, row.tags) == ("Robin", {}, [""])


def test_names_of_columns_are_kept_in_one_line_and_cut() -> None:
    assert read_header([" First \n Name ", "x" * 300]) == ["First Name", "x" * 200]
