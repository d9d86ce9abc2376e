"""What the page of the weekly plan shows besides the fields, and the same rows as a file."""

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bosetting.innmelding.queries import Plan, Planuke
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.web import eksport, norsk, uttak
from imdinett.web.diagram import Diagramrad, Soylediagram, soylediagram
from imdinett.web.eksport import Eksport, Kolonne
from imdinett.web.komponent import Nokkeltall


def nokkeltall(plan: Plan) -> list[Nokkeltall]:
    """B-021: without a vedtak nothing is said about what is left."""
    ut = [
        Nokkeltall(norsk.tall(plan.regnskap.plasser), _("vedtatt")),
        Nokkeltall(norsk.tall(plan.meldt), _("meldt inn")),
    ]
    uten_uke = plan.uten_uke
    if uten_uke is not None and uten_uke >= 0:
        ut.append(Nokkeltall(norsk.tall(uten_uke), _("ikke fordelt på uker")))
    elif uten_uke is not None:
        ut.append(Nokkeltall(norsk.tall(-uten_uke), _("flere meldt inn enn vedtatt")))
    return ut


def diagram(plan: Plan) -> Soylediagram:
    funn = _("Kommunen har meldt inn plass til %(antall)s personer i %(aar)d.")
    return ukediagram(
        "plan",
        funn % {"antall": norsk.tall(plan.meldt), "aar": plan.aar},
        plan.aar,
        [(uke.uke, uke.meldt, uke.sokt_ut + uke.bosatt) for uke in plan.uker],
    )


def ukediagram(id: str, funn: str, aar: int, uker: Iterable[tuple[int, int, int]]) -> Soylediagram:
    """The weeks of a year with room reported and persons; the one we are in is marked."""
    naa = klokke.isouke(klokke.today())
    return soylediagram(
        id=id,
        funn=funn,
        enhet=_("Uke"),
        serier=[_("Meldt inn"), _("Søkt ut eller bosatt")],
        rader=[
            Diagramrad(_("Uke %(uke)d") % {"uke": uke}, str(uke), (meldt, personer), (aar, uke) == naa)
            for uke, meldt, personer in uker
        ],
    )


def fil(plan: Plan, kommune: Kommune, bruker: Bruker, format: str) -> HttpResponseBase:
    onsket = eksport.onsket(format)
    return eksport.svar(
        Eksport(
            navn=f"antall-plasser-{plan.aar}",
            tittel=_("Antall plasser"),
            kolonner=kolonner(),
            rader=plan.uker,
            utvalg=[(_("Kommune"), str(kommune)), (_("År"), str(plan.aar))],
            av=bruker.navn,
            enhet=kommune.nummer,
        ),
        onsket,
        uttak.tell(bruker=bruker, hva="antall-plasser", kommune=kommune),
    )


def kolonner() -> list[Kolonne[Planuke]]:
    return [
        Kolonne("aar", _("År"), lambda uke: uke.aar, _("ISO-året uken hører til.")),
        Kolonne("uke", _("Uke"), lambda uke: uke.uke),
        Kolonne("mandag", _("Første dag"), lambda uke: uke.mandag),
        Kolonne("meldt_inn", _("Meldt inn"), lambda uke: uke.meldt, _("Summen av innmeldinger som gjelder for uken.")),
        Kolonne("sokt_ut", _("Søkt ut"), lambda uke: uke.sokt_ut, _("Søkt ut med denne bosettingsuken.")),
        Kolonne("bosatt", _("Bosatt"), lambda uke: uke.bosatt, _("Bosettingsdatoen er i uken.")),
    ]
