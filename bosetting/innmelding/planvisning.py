"""What the page of the weekly plan shows besides the fields, and the same rows as a file."""

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bosetting.innmelding.queries import Plan, Planuke
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.web import eksport, norsk
from imdinett.web.diagram import Diagramrad, Soylediagram, soylediagram
from imdinett.web.eksport import Eksport, Format, Kolonne
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
    return soylediagram(
        id="plan",
        funn=funn % {"antall": norsk.tall(plan.meldt), "aar": plan.aar},
        enhet=_("Uke"),
        serier=[_("Meldt inn"), _("Søkt ut eller bosatt")],
        rader=[
            Diagramrad(
                _("Uke %(uke)d") % {"uke": uke.uke}, str(uke.uke), (uke.meldt, uke.sokt_ut + uke.bosatt), uke.er_naa
            )
            for uke in plan.uker
        ],
    )


def fil(plan: Plan, kommune: Kommune, bruker: Bruker, format: str) -> HttpResponseBase:
    if format not in set(Format):
        raise Http404
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
        Format(format),
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
