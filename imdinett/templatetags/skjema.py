"""Filters for the form templates; what they do stands in imdinett.web.skjema."""

from django import template

from imdinett.web import skjema

register = template.Library()
for funksjon in (
    skjema.feil_i,
    skjema.feltregel,
    skjema.feltmerke,
    skjema.er_avkryssing,
    skjema.er_valggruppe,
    skjema.tegngrense,
    skjema.feltbredde,
    skjema.valgliste,
):
    register.filter(funksjon)
