"""Text in another language than English -> the dates that it claims for itself.

    "Dernière mise à jour le 1er décembre 2023"      ->  ("last updated", "2023-12-01", 0, 41)
    "Gültig ab: 25.05.2018"                          ->  ("effective", "2018-05-25", 0, 21)
    "loi du 6 janvier 1978", "en vigueur du 4.7.2023 au 1.9.2023"      ->  nothing

The words that claim a date say by themselves which language they are in. Nothing but a colon and small words may stand
between them and the date, so that dates of laws are not met; in all of these languages the day comes first.
"""

import re
from collections.abc import Iterator
from typing import Literal

from palimpsest.understanding.dates.written import day_of

_MONTHS = (
    "janvier januar jänner januari enero janeiro gennaio stycznia",
    "février fevrier februar februari febrero fevereiro febbraio lutego",
    "mars märz maart marzo março marca",
    "avril april abril aprile kwietnia",
    "mai mei mayo maio maggio maja",
    "juin juni junio junho giugno czerwca",
    "juillet juli julio julho luglio lipca",
    "août aout august augustus agosto sierpnia",
    "septembre september septiembre setembro settembre września",
    "octobre oktober octubre outubro ottobre października",
    "novembre november noviembre novembro listopada",
    "décembre decembre dezember december diciembre dezembro dicembre grudnia",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))

_UPDATED = r"""
  (?:derni[èe]re\s+|version\s+|date\s+de\s+(?:la\s+)?(?:derni[èe]re\s+)?)?mises?\s+[àa]\s+jour
| derni[èe]re\s+(?:modification|version) | version(?=\s+du\s)
| (?:conditions|utilisation|politique|charte|version)\s+en\s+date(?=\s+du\s)
| stand(?=\s*:|\s+vom\s) | zuletzt\s+(?:aktualisiert|geändert|überarbeitet) | aktualisiert(?=\s+am\s)
| letzte\s+(?:aktualisierung|änderung|überarbeitung)
| [úu]ltim[ao]\s+(?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n)
| [úu]ltim[ao]\s+(?:atualiza[çc][ãa]o|modifica[çc][ãa]o|altera[çc][ãa]o|revis[ãa]o)
| laatste?\s+(?:bijgewerkt|gewijzigd|herzien|update|wijziging) | ultim[oa]\s+(?:aggiornamento|modifica|revisione)
| (?:data\s+)?ostatni(?:a|ej)\s+(?:aktualizacj[ai]|modyfikacj[ai]|zmian[ay])
"""
_EFFECTIVE = r"""
  date\s+d['’]entr[ée]e\s+en\s+vigueur | date\s+effective
| en\s+vigueur(?=\s+(?:depuis|[àa]\s+compter|[àa]\s+partir)\s)
| gültig(?=\s+(?:ab|seit)\b) | datum\s+des\s+inkrafttretens | in\s+kraft(?=\s+(?:ab|seit)\s)
| (?:fecha\s+de\s+)?entrada\s+en\s+vigor | vigente(?=\s+desde\s) | (?:data\s+de\s+)?entrada\s+em\s+vigor
| ingangsdatum | geldig(?=\s+vanaf\s) | (?:data\s+di\s+)?entrata\s+in\s+vigore
| data\s+wej[śs]cia\s+w\s+[żz]ycie | obowi[ąa]zuj\w+(?=\s+od\s)
"""
_BETWEEN = r"""(?:
  du | le | en | au | depuis | [àa]\s+compter | [àa]\s+partir | vom | am | ab | seit | dem | del? | el | em | desde
| op | vanaf | il | al | dal | od | dnia
)"""
_UNTIL = r"(?:au|bis|al|hasta|até|tot|do)"  # an earlier version, of which the text is no longer
_STATED = re.compile(
    rf"""\b(?:(?P<updated>{_UPDATED})|(?P<effective>{_EFFECTIVE}))\s*[:–-]?\s*(?:{_BETWEEN}\s*:?\s+){{0,3}}
    (?:(?P<day>[0-3]?[0-9])(?:er|\.|º)?\s+(?:de\s+)?(?P<month>{_MONTH})\.?\s+(?:del?\s+)?(?P<year>[0-9]{{4}})
      |(?P<first>[0-3]?[0-9])(?P<mark>[/.-])(?P<second>[0-1]?[0-9])(?P=mark)(?P<year_b>[0-9]{{4}}))
    (?![0-9/])(?!\s+{_UNTIL}\s)""",
    re.VERBOSE | re.IGNORECASE,
)
# Found in a tenth of the time that it takes to look for a claim, and in few texts in English.
_DATED = re.compile(rf"[0-9](?:er|\.|º)?\s+(?:de\s+)?(?:{_MONTH})\b|[0-9][/.-][01]?[0-9][/.-][0-9]{{4}}", re.IGNORECASE)


def dates_elsewhere(text: str) -> Iterator[tuple[Literal["effective", "last updated"], str, int, int]]:
    """Claim, ISO date, and from where to where the claim and its date stand.

    >>> list(dates_elsewhere("Conditions. Version mise à jour le : 17/11/2025"))
    [('last updated', '2025-11-17', 12, 47)]
    """
    for match in _STATED.finditer(text) if _DATED.search(text) else ():
        if match["month"]:
            day = day_of(match["year"], _NUMBERS[match["month"].lower()], match["day"])
        else:
            day = day_of(match["year_b"], int(match["second"]), match["first"])
        if day:
            yield "last updated" if match["updated"] else "effective", day, *match.span()
