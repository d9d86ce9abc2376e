"""How every form of the project looks and speaks: widget classes, tags on fields, messages, summary of errors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.web.tegn import tegn

UTEN_KLASSE = {"hidden", "submit"}
VALG = {"radio", "checkbox"}


class Renderer(TemplatesSetting):
    """Project templates for forms, and `ds-input` on every control a person can see."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if "widget" in context:
            _add_class(context["widget"])
        return super().render(template_name, context, request)


def _add_class(widget: dict[str, Any]) -> None:
    if widget.get("type") in UTEN_KLASSE or widget.get("is_hidden"):
        return
    attrs = widget["attrs"]
    klasser = str(attrs.get("class", "")).split()
    if "ds-input" not in klasser:
        widget["attrs"] = {**attrs, "class": " ".join([*klasser, "ds-input"])}


# ---- messages: the text begins with what the field is called (ui.md 2.7)
MELDINGER = {
    "required": gettext_lazy("{felt} må fylles ut."),
    "invalid_choice": gettext_lazy("{felt}: velg ett av alternativene i listen."),
    "max_length": gettext_lazy("{felt} kan ha høyst %(limit_value)d tegn. Du har skrevet %(show_value)d."),
    "min_length": gettext_lazy("{felt} må ha minst %(limit_value)d tegn."),
    "max_value": gettext_lazy("{felt} kan være høyst %(limit_value)s."),
    "min_value": gettext_lazy("{felt} må være minst %(limit_value)s."),
}
VELG = gettext_lazy("{felt}: velg ett av alternativene.")
KRYSS = gettext_lazy("{felt}: kryss av for å gå videre.")
# What the page sends by itself has no name that the reader knows.
SKJULT = gettext_lazy("Siden mangler noe den skal sende med. Last den på nytt og prøv igjen.")
TYPEFEIL = {
    forms.DateField: gettext_lazy("{felt} må være en dato, for eksempel 23.11.2026."),
    forms.IntegerField: gettext_lazy("{felt} må være et helt tall."),
    forms.EmailField: gettext_lazy("{felt} må være en e-postadresse, for eksempel navn@kommune.no."),
    forms.FileField: gettext_lazy("{felt}: filen kunne ikke leses. Prøv å velge den på nytt."),
}


class SkjemaMixin:
    """For forms.Form and forms.ModelForm. `engangsnokkel` is set by the view that wants one."""

    label_suffix = ""
    use_required_attribute = False
    engangsnokkel = ""
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """The messages are made here, when the form's author has had the last word on the labels."""
        for navn, felt in self.fields.items():
            gi_meldinger(felt, str(felt.label or navn.replace("_", " ").capitalize()))
        super().full_clean()  # type: ignore[misc]


class Skjema(SkjemaMixin, forms.Form):
    pass


class Modellskjema(SkjemaMixin, forms.ModelForm):  # type: ignore[type-arg]
    pass


def gi_meldinger(felt: forms.Field, etikett: str) -> None:
    """Give the field its own messages; one that the form's author has set is left alone."""
    standard = _defaults(type(felt))
    kalt = f"«{etikett}»" if etikett.endswith("?") else etikett
    for kode, tekst in _templates(felt).items():
        if felt.error_messages.get(kode) in (None, standard.get(kode)):
            felt.error_messages[kode] = str(tekst).replace("{felt}", kalt)


def _defaults(klasse: type[forms.Field]) -> dict[str, Any]:
    ut: dict[str, Any] = {}
    for ledd in reversed(klasse.__mro__):
        ut.update(ledd.__dict__.get("default_error_messages", {}))
    return ut


def _templates(felt: forms.Field) -> dict[str, Any]:
    if felt.widget.is_hidden:
        return dict.fromkeys([*MELDINGER, "invalid"], SKJULT)
    ut: dict[str, Any] = dict(MELDINGER)
    if isinstance(felt, forms.ChoiceField):
        ut["required"] = VELG
    if isinstance(felt, forms.BooleanField):
        ut["required"] = KRYSS
    for klasse, tekst in TYPEFEIL.items():
        if isinstance(felt, klasse):
            ut["invalid"] = tekst
    return ut


# ---- what must be filled in (ui.md 2.6)
def _visible(form: forms.BaseForm) -> list[BoundField]:
    return [felt for felt in form.visible_fields() if not _is_checkbox(felt)]


def _tags_required(form: forms.BaseForm) -> bool:
    """Most fields optional: tag the others «Må fylles ut». Otherwise tag the optional ones."""
    synlige = _visible(form)
    return sum(felt.field.required for felt in synlige) * 2 < len(synlige)


def feltregel(form: forms.BaseForm) -> str:
    synlige = _visible(form)
    alle = len(synlige) > 1 and all(felt.field.required for felt in synlige)
    return _("Alle felt må fylles ut.") if alle else ""


def feltmerke(felt: BoundField) -> str:
    if _is_checkbox(felt) or felt.field.required != _tags_required(felt.form):
        return ""
    return _("Må fylles ut") if felt.field.required else _("Valgfritt")


def _is_checkbox(felt: BoundField) -> bool:
    return isinstance(felt.field.widget, forms.CheckboxInput)


def er_avkryssing(felt: BoundField) -> bool:
    return _is_checkbox(felt)


def er_valggruppe(felt: BoundField) -> bool:
    widget = felt.field.widget
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def tegngrense(felt: BoundField) -> int:
    """The counter is for free text only; a short field says its limit when it is passed."""
    if not isinstance(felt.field.widget, forms.Textarea):
        return 0
    return getattr(felt.field, "max_length", None) or 0


def feltbredde(felt: BoundField) -> str:
    return str(felt.field.widget.attrs.get("data-bredde", ""))


# ---- the choices of a list
def valgliste(grupper: Iterable[tuple[str | None, Sequence[dict[str, Any]], int]]) -> SafeString:
    """A widget's `optgroups` as Django draws them. Drawn here: a list can have every kommune of the country."""
    return SafeString("".join(_choices(navn, valgene) for navn, valgene, _nr in grupper))


def _choices(gruppe: str | None, valgene: Sequence[dict[str, Any]]) -> SafeString:
    alle = SafeString("".join(map(_choice, valgene)))
    return tegn('<optgroup label="{}">{}</optgroup>', str(gruppe), alle) if gruppe else alle


def _choice(valg: dict[str, Any]) -> SafeString:
    """An attribute that is True stands alone, as `selected`; one that is False is left out."""
    attrs = "".join(
        f" {navn}" if verdi is True else tegn(' {}="{}"', navn, f"{verdi}")
        for navn, verdi in valg["attrs"].items()
        if verdi is not False
    )
    return tegn('<option value="{}"{}>{}</option>', f"{valg['value']}", SafeString(attrs), str(valg["label"]))


# ---- summary of errors (ui.md 2.7)
@dataclass(frozen=True)
class Feil:
    tekst: str
    felt_id: str = ""


type_skjema = forms.BaseForm | BaseFormSet[Any] | Iterable[Any]


def feil_i(kilde: type_skjema) -> list[Feil]:
    """Every error of a form, a form set or a list of them, in the order of the page."""
    if isinstance(kilde, forms.BaseForm):
        return _errors_of(kilde)
    ut: list[Feil] = []
    if isinstance(kilde, BaseFormSet):
        ut.extend(Feil(str(tekst)) for tekst in kilde.non_form_errors())
        kilde = kilde.forms
    for del_ in kilde:
        ut.extend([del_] if isinstance(del_, Feil) else feil_i(del_))
    return ut


def _errors_of(form: forms.BaseForm) -> list[Feil]:
    ut = [Feil(str(tekst)) for tekst in form.non_field_errors()]
    for felt in form:
        ut.extend(Feil(str(tekst), _target(felt)) for tekst in felt.errors)
    return ut


def _target(felt: BoundField) -> str:
    """The control to move to: in a group of choices that is the first of them, when there is any to choose."""
    if felt.is_hidden:
        return ""
    if er_valggruppe(felt):
        return f"{felt.auto_id}_0" if len(felt) else ""
    return felt.id_for_label or felt.auto_id
