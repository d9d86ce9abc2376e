"""Filters for dates and numbers; what they do stands in imdinett.web.norsk."""

from datetime import date

from django import template

from imdinett.kjerne import klokke
from imdinett.web import norsk

register = template.Library()
for funksjon in (
    norsk.dato,
    norsk.isodato,
    norsk.kortdato,
    norsk.ukedag,
    norsk.klokkeslett,
    norsk.tidspunkt,
    norsk.uke_med_dager,
    norsk.tall,
    norsk.prosent,
    norsk.kroner,
    norsk.duf,
):
    register.filter(funksjon)


@register.filter
def frist(siste_dag: date) -> str:
    return norsk.frist(siste_dag, klokke.today())
