import json

from hypothesis import given
from hypothesis import strategies as st

from palimpsest import model
from palimpsest.publishing.data.citations import citation_files, citations
from palimpsest.values import replace
from tests.publishing.outputs_fixture import ARCHIVE, EVIL, FIRST, MONOPRICE, SECOND, STRANGE

DOCUMENT = MONOPRICE.documents[0]
OLD = citations(ARCHIVE, MONOPRICE, DOCUMENT, FIRST)
NEW = citations(ARCHIVE, MONOPRICE, DOCUMENT, SECOND)
HOSTILE = citations(ARCHIVE, EVIL, EVIL.documents[0], STRANGE)


def test_the_plain_citation_holds_everything_a_reader_needs():
    assert NEW.plain == (
        "Monoprice, Inc.: “Privacy Policy”, captured 7 October 2017, 10:42:52 UTC. Archive of Policies, "
        "https://policies.example/companies/monoprice.com/privacy-policy/2017-10-07/. "
        "Original: https://www.monoprice.com/privacy. Date stated in the text: 2017-03-28. "
        f"SHA-256 {SECOND.snapshots[0].sha256[:16]}…"
    )


def test_the_author_is_the_operator_of_that_time():
    assert OLD.plain.startswith("Monoprice: ")


def test_only_a_stated_date_is_a_date_of_issue():
    assert json.loads(NEW.csl_json)[0]["issued"] == {"date-parts": [[2017, 3, 28]]}
    assert "date = {2017-03-28}" in NEW.bibtex
    assert "DA  - 2017/03/28/\r\n" in NEW.ris
    assert "issued" not in json.loads(OLD.csl_json)[0]
    assert "date = " not in OLD.bibtex
    assert "DA  - " not in OLD.ris


def test_a_stated_month_keeps_its_precision():
    findings = {
        **ARCHIVE.findings,
        SECOND.digest: model.Findings({}, (model.StatedDate("effective", "2013-03", "", ""),)),
    }
    of = citations(replace(ARCHIVE, findings=findings), MONOPRICE, DOCUMENT, SECOND)
    assert json.loads(of.csl_json)[0]["issued"] == {"date-parts": [[2013, 3]]}
    assert "DA  - 2013/03//\r\n" in of.ris
    assert "date = {2013-03}" in of.bibtex


def stating(*dates: tuple[str, str]):
    found = tuple(model.StatedDate(claim, date, "", "") for claim, date in dates)
    findings = {**ARCHIVE.findings, SECOND.digest: model.Findings({}, found)}
    return citations(replace(ARCHIVE, findings=findings), MONOPRICE, DOCUMENT, SECOND)


def test_dates_that_differ_are_all_told_and_none_is_made_the_date_of_issue():
    of = stating(("last updated", "2024-11-04"), ("last updated", "2025-04-28"))
    told = "Dates stated in the text: last updated 2024-11-04, last updated 2025-04-28."
    assert all(told in form for form in (of.plain, of.bibtex, of.ris, of.csl_json))
    assert not any(date in of.bibtex + of.ris + of.csl_json for date in ("date = ", "DA  - ", "PY  - ", "issued"))
    assert "The text states dates that differ, so these forms have none" in of.dated


def test_beside_one_last_update_an_effective_date_is_told():
    of = stating(("effective", "2025-06-01"), ("last updated", "2025-04-28"))
    assert "date = {2025-04-28}" in of.bibtex
    assert "Dates stated in the text: effective 2025-06-01, last updated 2025-04-28." in of.plain
    assert "is that of the last update" in of.dated


def test_a_month_and_a_day_in_it_do_not_differ():
    of = stating(("last updated", "2025-04"), ("last updated", "2025-04-28"))
    assert "date = {2025-04-28}" in of.bibtex
    assert "Date stated in the text: 2025-04-28." in of.plain
    assert ("Dates stated" in of.bibtex, "is the one that the text states" in of.dated) == (False, True)
    assert "No stated date was found" in OLD.dated


def test_no_date_of_access_is_claimed():
    for text in (NEW.plain, NEW.bibtex, NEW.ris, NEW.csl_json):
        assert not any(word in text for word in ("accessed", "urldate", "Y2  - "))


def test_bibtex_survives_hostile_fields():
    assert r"\textbackslash{}TeX\}" in HOSTILE.bibtex
    assert HOSTILE.bibtex.count("\n") == 7
    unescaped = HOSTILE.bibtex.replace(r"\{", "").replace(r"\}", "")
    assert unescaped.count("{") == unescaped.count("}")


def test_ris_fields_stay_on_their_lines():
    company = replace(EVIL, name="A\r\nER  - \r\nTY  - BOOK")
    lines = citations(ARCHIVE, company, EVIL.documents[0], STRANGE).ris.split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert [line[:6] for line in lines[:-1]].count("ER  - ") == 1
    assert "AU  - A ER - TY - BOOK" in lines


@given(st.text(), st.text())
def test_any_text_makes_one_record_in_every_form(name, title):
    version = replace(FIRST, reading=replace(FIRST.reading, title=title))
    of = citations(ARCHIVE, replace(MONOPRICE, name=name), replace(DOCUMENT, versions=(version,)), version)
    assert of.ris.count("\r\n") == len(of.ris.splitlines())
    assert of.ris.count("\r\nER  - \r\n") == 1
    unescaped = of.bibtex.replace("\\{", "").replace("\\}", "")
    assert unescaped.count("{") == unescaped.count("}")
    assert of.bibtex.count("\n") == 7
    assert len(json.loads(of.csl_json)) == 1


def test_a_document_has_files_with_the_citations_of_all_its_versions():
    bib, ris = citation_files(ARCHIVE, MONOPRICE, DOCUMENT)
    folder = "companies/monoprice.com/privacy-policy/"
    assert [bib.path, ris.path] == [f"{folder}citations.bib", f"{folder}citations.ris"]
    assert bib.content.decode().startswith(OLD.bibtex + NEW.bibtex)
    assert ris.content.decode().startswith(OLD.ris + NEW.ris)
    assert bib.content.count(b"@online{") == ris.content.count(b"ER  - ") == len(DOCUMENT.versions)
