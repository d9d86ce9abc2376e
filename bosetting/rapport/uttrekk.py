"""R1 as a file: the rows in the order of the page, the columns, and the sheet that says what they are."""

from django.utils.translation import gettext as _

from bosetting.rapport import figurer
from bosetting.rapport.forms import Rapportfilter
from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg
from bosetting.rapport.queries.tabell import Celle, Kolonne, Rad, Tabell
from imdinett.web import eksport


def sorted_rows(tabell: Tabell, sorter: str) -> list[Rad]:
    """By a column, unknown and hidden last: their place must not tell what they are. Ties by number."""
    felt = sorter.removeprefix("-")
    rader = sorted(tabell.rader, key=lambda rad: (rad.sortering, rad.nummer))
    if felt in {kolonne.nokkel for kolonne in tabell.kolonner}:
        fortegn = -1 if sorter.startswith("-") else 1
        return sorted(rader, key=lambda rad: _rank(rad.celler[felt], fortegn))
    if felt == "nummer":
        rader.sort(key=lambda rad: rad.nummer)
    return rader[::-1] if sorter.startswith("-") else rader


def _rank(celle: Celle, fortegn: int) -> tuple[bool, int]:
    return (celle.verdi is None, fortegn * (celle.verdi or 0))


def facts(valg: Aarsvalg, tabell: Tabell, form: Rapportfilter) -> list[tuple[str, str]]:
    """The sheet «Om utvalget»: what was chosen, where it comes from, and what the rows add up to."""
    omraade = dict(form.fields["omraade"].choices).get(tabell.omraade, tabell.omraade)  # type: ignore[attr-defined]
    ut = [(_("År"), str(valg)), (_("Område"), str(omraade)), (_("Kilde"), figurer.kildelinje(tabell))]
    if form.data.get("inndeling") == "dagens" and "inndeling" in form.fields:
        ut.append((_("Kommuneinndeling"), _("Dagens, der ingen er delt")))
    for kolonne in tabell.kolonner:
        if tabell.summer:
            navn = _("Sum av radene: %(kolonne)s") % {"kolonne": kolonne.navn}
            ut.append((navn, tabell.summer[kolonne.nokkel].vis))
        if tabell.publisert and kolonne.nokkel in tabell.publisert:
            navn = _("Publisert for landet: %(kolonne)s") % {"kolonne": kolonne.navn}
            ut.append((navn, tabell.publisert[kolonne.nokkel].vis))
    ut += [(_("Avvik"), setning) for setning in figurer.avvik(tabell)]
    if tabell.merknad:
        ut.append((_("Merknad"), tabell.merknad))
    ut.append((_("Tegn"), _("Tom: ikke registrert. Kolon: skjult i kilden eller av hensyn til personvernet.")))
    return ut


def file_columns(tabell: Tabell) -> list[eksport.Kolonne[Rad]]:
    aar = tabell.aar
    faste = [
        eksport.Kolonne[Rad]("aar", _("År"), lambda rad: aar, bredde=8),
        eksport.Kolonne[Rad]("kommunenummer", _("Kommunenummer"), lambda rad: rad.nummer, _("Nummeret i året."), 16),
        eksport.Kolonne[Rad]("kommune", _("Kommune"), lambda rad: rad.navn, bredde=26),
        eksport.Kolonne[Rad]("offisielt_navn", _("Offisielt navn"), lambda rad: rad.navn_offisielt, bredde=34),
        eksport.Kolonne[Rad]("fylke", _("Fylke"), lambda rad: rad.fylke, bredde=22),
    ]
    tall = [_number_column(kolonne) for kolonne in tabell.kolonner]
    merknad = eksport.Kolonne[Rad]("merknad", _("Merknad"), _remark, bredde=50)
    return [*faste, *tall, merknad]


def _number_column(kolonne: Kolonne) -> eksport.Kolonne[Rad]:
    def verdi(rad: Rad) -> int | str | None:
        celle = rad.celler[kolonne.nokkel]
        return celle.vis if celle.skjult else celle.verdi

    return eksport.Kolonne(kolonne.nokkel, kolonne.navn, verdi, kolonne.forklaring, 16)


def _remark(rad: Rad) -> str:
    tekster = [celle.tekst for celle in rad.celler.values() if celle.verdi is None and celle.tekst]
    return ". ".join(filter(None, [*tekster, rad.merknad]))
