"""The weekly grid as forms: a number per week, one number for many weeks, and rows from a spreadsheet (ui.md 5.3)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.innmelding import innliming, rules
from bosetting.innmelding.queries import Plan, Planuke
from bosetting.innmelding.rules import STORSTE_ANTALL, Aktiv, Ukeendring
from bosetting.innmelding.services.plan import Uke, Ukesvar
from imdinett.web.felt import Tallfelt, Ukefelt, ukevalg
from imdinett.web.skjema import Skjema

_IDER = re.compile(r"^([0-9]{1,18}(,[0-9]{1,18})*)?$")


@dataclass(frozen=True)
class Planrad:
    """One week in the table; a week that has passed has no fields. `endring` is what would be sent."""

    uke: Planuke
    endring: str = ""
    antall: BoundField | None = None
    sett: BoundField | None = None


@dataclass(frozen=True)
class Endretuke:
    """A week on the check page."""

    uke: Planuke
    fra: int
    til: int
    endring: str


class Planskjema(Skjema):
    """A number for each week that has not passed, and the ids of what the user was shown there."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for uke in plan.aapne:
            etikett = _("Uke %(uke)d") % {"uke": uke.uke}
            self.fields[antallsfelt(uke.uke)] = Tallfelt(
                label=etikett,
                min_value=0,
                max_value=STORSTE_ANTALL,
                initial=uke.meldt,
                error_messages={"required": _("%(uke)s må fylles ut. Skriv 0 uten plasser.") % {"uke": etikett}},
            )
            self.fields[antallsfelt(uke.uke)].widget.attrs["aria-labelledby"] = f"uke-{uke.uke} kol-nytt"
            self.fields[settfelt(uke.uke)] = forms.RegexField(
                _IDER, required=False, widget=forms.HiddenInput, initial=som_ider(uke.aktive), max_length=500
            )

    def clean(self) -> dict[str, Any]:
        """B-084: a week that has passed since the page was opened is not dropped in silence."""
        data = super().clean() or self.cleaned_data
        for uke in self.plan.uker:
            navn = antallsfelt(uke.uke)
            if uke.er_passert and self.data.get(navn, str(uke.meldt)).strip() != str(uke.meldt):
                melding = _("Uke %(uke)d er passert og kan ikke endres (B-084).")
                self.add_error(None, ValidationError(melding % {"uke": uke.uke}))
        return data

    # ---- what is written
    def svar(self) -> list[Ukesvar]:
        """The weeks with another number than the user was shown."""
        alle = [self._svar(uke) for uke in self.plan.aapne]
        return [ett for ett in alle if ett.onsket != self._vist(ett.sett, ett.uke[1])]

    def _svar(self, uke: Planuke) -> Ukesvar:
        data = self.cleaned_data
        sett = frozenset(map(int, filter(None, data[settfelt(uke.uke)].split(","))))
        return Ukesvar((uke.aar, uke.uke), data[antallsfelt(uke.uke)], sett)

    def _vist(self, ider: Iterable[int], uke: int) -> int:
        """What the ids came to. What is sent is never edited, so it still is what the user saw."""
        return sum(antall for pk in ider for ukenr, antall in [self.plan.sendt.get(pk, (0, 0))] if ukenr == uke)

    def endringer(self) -> list[Endretuke]:
        uker = {uke.uke: uke for uke in self.plan.aapne}
        return [
            Endretuke(uker[ett.uke[1]], self._vist(ett.sett, ett.uke[1]), ett.onsket, endringstekst(self._endring(ett)))
            for ett in self.svar()
        ]

    def _endring(self, svar: Ukesvar) -> Ukeendring:
        aktive = [Aktiv(pk, self.plan.sendt[pk][1]) for pk in sorted(svar.sett) if pk in self.plan.sendt]
        return rules.ukeendring(aktive, svar.onsket)

    # ---- what is shown
    def rader(self) -> list[Planrad]:
        return [Planrad(uke) if uke.er_passert else self._rad(uke) for uke in self.plan.uker]

    def _rad(self, uke: Planuke) -> Planrad:
        antall, sett = self[antallsfelt(uke.uke)], self[settfelt(uke.uke)]
        verdi = antall.value()
        skrevet = "" if verdi is None else "".join(str(verdi).split())
        lovlig = skrevet.isascii() and skrevet.isdigit() and len(skrevet) < 6
        ider = frozenset(map(int, re.findall(r"[0-9]{1,18}", str(sett.value() or ""))))
        endring = self._endring(Ukesvar((uke.aar, uke.uke), int(skrevet), ider)) if lovlig else Ukeendring()
        return Planrad(uke, endringstekst(endring), antall, sett)

    def meld_kollisjon(self, uker: Iterable[Uke]) -> None:
        """What somebody else has sent meanwhile is said at the week; what this user typed stays in the fields."""
        etter_uke, data = {uke.uke: uke for uke in self.plan.uker}, dict(self.data.items())
        for _aar, nr in uker:
            naa = etter_uke[nr]
            tekst = _("Uke %(uke)d: noen andre har endret tallet til %(antall)d. Se over på nytt for å bruke ditt.")
            self.add_error(antallsfelt(nr), ValidationError(tekst % {"uke": nr, "antall": naa.meldt}))
            data[settfelt(nr)] = som_ider(naa.aktive)
        self.data = data


def utfylt(plan: Plan, data: Mapping[str, Any], nye: Mapping[int, int] | None = None) -> Planskjema:
    """The grid as it was typed, not checked, with some weeks filled in on top of it."""
    skrevet: dict[str, Any] = {navn: verdi for navn, verdi in data.items() if re.match(r"(uke|sett)-[0-9]{1,2}$", navn)}
    skrevet |= {antallsfelt(uke): antall for uke, antall in (nye or {}).items()}
    return Planskjema(plan=plan, initial=skrevet)


class Fyllskjema(Skjema):
    """«Fyll flere uker»: the same number for a row of weeks."""

    fyll_fra = Ukefelt(label=gettext_lazy("Fra uke"))
    fyll_til = Ukefelt(label=gettext_lazy("Til og med uke"))
    fyll_antall = Tallfelt(label=gettext_lazy("Personer hver uke"), min_value=0, max_value=STORSTE_ANTALL)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gi_uker(self, plan, "fyll_fra", "fyll_til")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        fra, til = data.get("fyll_fra"), data.get("fyll_til")
        if fra and til and til < fra:
            self.add_error("fyll_til", ValidationError(_("Til og med uke kan ikke være før fra uke.")))
        return data

    def uker(self) -> dict[int, int]:
        data = self.cleaned_data
        return dict.fromkeys(range(data["fyll_fra"][1], data["fyll_til"][1] + 1), data["fyll_antall"])


class Limskjema(Skjema):
    """«Lim inn fra regneark»: shown in the grid first, never stored from here."""

    lim = forms.CharField(
        label=gettext_lazy("Lim inn fra regneark"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("To kolonner med uke og antall, eller bare en kolonne med antall."),
    )
    lim_fra = Ukefelt(label=gettext_lazy("Første uke når du limer inn bare antall"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        gi_uker(self, plan, "lim_fra")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("lim") and self.plan.aapne:
            aapne = [uke.uke for uke in self.plan.aapne]
            forste = data["lim_fra"][1] if data.get("lim_fra") else aapne[0]
            funnet = innliming.les(data["lim"], forste=forste, siste=self.plan.uker[-1].uke, aapne=aapne)
            for feil in funnet.feil:
                self.add_error("lim", ValidationError(feil))
            data["uker"] = funnet.uker
        return data

    def uker(self) -> dict[int, int]:
        uker: dict[int, int] = self.cleaned_data["uker"]
        return uker


def gi_uker(skjema: Skjema, plan: Plan, *navn: str) -> None:
    valg = ukevalg(uke.mandag for uke in plan.aapne)
    for ett in navn:
        felt = skjema.fields[ett]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = valg


def antallsfelt(uke: int) -> str:
    return f"uke-{uke}"


def settfelt(uke: int) -> str:
    return f"sett-{uke}"


def som_ider(aktive: Iterable[Aktiv]) -> str:
    return ",".join(str(en.pk) for en in aktive)


def endringstekst(endring: Ukeendring) -> str:
    """Kanseller 4, meld inn 2"""
    deler = []
    if endring.kanselleres:
        tall = " + ".join(str(en.antall) for en in endring.kanselleres)
        deler.append(_("Kanseller %(tall)s") % {"tall": tall})
    if endring.nytt:
        deler.append((_("meld inn %(antall)d") if deler else _("Meld inn %(antall)d")) % {"antall": endring.nytt})
    return ", ".join(deler)


def fylttekst(antall: int) -> str:
    tekst = ngettext("%(n)d uke er fylt inn.", "%(n)d uker er fylt inn.", antall) % {"n": antall}
    return _("%(fylt)s Ingenting er sendt ennå.") % {"fylt": tekst}
