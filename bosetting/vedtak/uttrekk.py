"""IMDi's three lists on decisions as files: by case number, never by name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.models import Sak
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.queries import Husstandssak
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _til_avgjorelse() -> list[Kolonne[Any]]:
    return [
        Kolonne("liste", _("Liste"), lambda en: en.svar.liste.nummer),
        Kolonne("husstand", _("Husstand"), lambda en: en.svar.bokstav, _("Bokstaven husstanden har på listen.")),
        Kolonne("kommune", _("Kommune"), lambda en: str(en.kommune), bredde=26),
        Kolonne("saker", _("Saker"), lambda en: ", ".join(en.saksnumre), bredde=24),
        Kolonne("kategori", _("Kategori"), lambda en: ", ".join(en.kategorier), bredde=24),
        Kolonne("enslig_mindrearig", _("Enslig mindreårig"), lambda en: en.har_em),
        Kolonne("svarte_ja", _("Svarte ja"), lambda en: en.besvart_tid, bredde=18),
        Kolonne("onsket_uke", _("Ønsket uke"), _uke, _("År og uke kommunen har bedt om.")),
        Kolonne("hindring", _("Hindring"), lambda en: en.hindring, _("Hvorfor vedtaket ikke kan fattes ennå."), 50),
    ]


def _uke(en: Husstandssak) -> str:
    svar = en.svar
    return f"{svar.bosettingsuke_aar}-{svar.bosettingsuke:02d}" if svar.bosettingsuke else ""


def _sokt_ut() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda ett: ett.sak.nummer),
        Kolonne("liste", _("Liste"), lambda ett: ett.linje.husstandssvar.liste.nummer),
        Kolonne("betegnelse", _("Betegnelse"), lambda ett: ett.linje.betegnelse, _("Personen på listen.")),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda ett: ett.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda ett: str(ett.kommune), bredde=26),
        Kolonne("kategori", _("Kategori"), lambda ett: str(ett.sak.get_kategori_display()), bredde=24),
        Kolonne("utsokingsdato", _("Utsøkingsdato"), lambda ett: ett.utsokingsdato),
    ]


def _takket_nei() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda sak: sak.nummer),
        Kolonne("kategori", _("Kategori"), lambda sak: str(sak.get_kategori_display()), bredde=24),
        Kolonne("takket_nei", _("Takket nei"), lambda sak: klokke.dag(sak.nei_tid) if sak.nei_tid else None),
    ]


def _paa_linjene(rader: Sequence[Husstandssak]) -> list[int]:
    return [linje.sak.person_id for en in rader for linje in en.linjer]


def _i_vedtakene(rader: Sequence[Bosettingsvedtak]) -> list[int]:
    return [ett.sak.person_id for ett in rader]


def _i_sakene(rader: Sequence[Sak]) -> list[int]:
    return [sak.person_id for sak in rader]


TIL_AVGJORELSE = Uttrekk[Husstandssak](
    "til-avgjorelse", gettext_lazy("Husstander til avgjørelse"), _til_avgjorelse, _paa_linjene
)
SOKT_UT = Uttrekk[Bosettingsvedtak]("sokt-ut", gettext_lazy("Søkt ut, ikke bosatt"), _sokt_ut, _i_vedtakene)
TAKKET_NEI = Uttrekk[Sak]("takket-nei", gettext_lazy("Har takket nei"), _takket_nei, _i_sakene)
