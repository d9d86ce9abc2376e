"""Finds every text that a person can see, and what it lacks in bokmål or nynorsk (språklova § 14).

Our own texts are written in bokmål, so they need nynorsk. Texts of packages are English, and need both
where the package has no translation of its own. Pure Python: no gettext program is needed.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import GNUTranslations
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROT: Path = settings.ROT
APPER = ("imdinett", "bosetting", "tilskudd", "nir")
SPRAK = ("nb", "nn")
# The parts of packages whose texts reach our users.
PAKKER = {
    "allauth": ("account", "mfa", "usersessions", "core"),
    "django": ("contrib/admin", "contrib/auth", "forms", "core/validators.py", "db/models/fields", "utils"),
}
_ENTALL = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_FLERTALL = {"ngettext", "ngettext_lazy"}
_KONTEKST = {"pgettext", "pgettext_lazy"}
_KALL = re.compile(r"\b(n?p?gettext|_)\(")


@dataclass(frozen=True)
class Tekst:
    """One text to translate: `id` in the source language, `flertall` when it has two forms."""

    id: str
    flertall: str = ""
    kontekst: str = ""
    sted: str = ""

    @property
    def nokkel(self) -> tuple[str, str]:
        return self.kontekst, self.id


def fra_python(kilde: str, sted: str) -> Iterator[Tekst]:
    for node in ast.walk(ast.parse(kilde)):
        if not isinstance(node, ast.Call):
            continue
        navn = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        ord_ = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        yield from _tekst(navn, ord_, f"{sted}:{node.lineno}")


def fra_mal(kilde: str, sted: str) -> Iterator[Tekst]:
    """templatize turns a template into lines with gettext calls in them."""
    omgjort = templatize(kilde, sted)
    for treff in _KALL.finditer(omgjort):
        uttrykk = _balansert(omgjort, treff.start())
        try:
            node = ast.parse(uttrykk, mode="eval").body
        except SyntaxError:
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            ord_ = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from _tekst(node.func.id, ord_, sted)


def _balansert(tekst: str, start: int) -> str:
    """The call that begins at `start`, to its closing parenthesis."""
    dybde, i, sitat = 0, tekst.index("(", start), ""
    while i < len(tekst):
        tegn = tekst[i]
        if sitat:
            if tegn == "\\":
                i += 1
            elif tegn == sitat:
                sitat = ""
        elif tegn in "'\"":
            sitat = tegn
        elif tegn == "(":
            dybde += 1
        elif tegn == ")":
            dybde -= 1
            if not dybde:
                return tekst[start : i + 1]
        i += 1
    return tekst[start:]


def _tekst(navn: str, ord_: list[str], sted: str) -> Iterator[Tekst]:
    if navn in _ENTALL and len(ord_) >= 1 and ord_[0]:
        yield Tekst(ord_[0], sted=sted)
    elif navn in _FLERTALL and len(ord_) >= 2:
        yield Tekst(ord_[0], ord_[1], sted=sted)
    elif navn in _KONTEKST and len(ord_) >= 2:
        yield Tekst(ord_[1], kontekst=ord_[0], sted=sted)


def egne() -> dict[tuple[str, str], Tekst]:
    """Every text of our own, in code and templates."""
    funn: dict[tuple[str, str], Tekst] = {}
    for app in APPER:
        for fil in sorted((ROT / app).rglob("*.py")):
            if "migrations" not in fil.parts:
                _legg_til(funn, fra_python(fil.read_text(), str(fil.relative_to(ROT))))
    for fil in sorted((ROT / "templates").rglob("*")):
        if fil.suffix in {".html", ".txt"}:
            _legg_til(funn, fra_mal(fil.read_text(), str(fil.relative_to(ROT))))
    return funn


def fremmede() -> dict[tuple[str, str], Tekst]:
    """The English texts of packages that our users can meet."""
    funn: dict[tuple[str, str], Tekst] = {}
    for pakke, deler in PAKKER.items():
        spec = find_spec(pakke)
        assert spec is not None
        assert spec.origin is not None
        mappe = Path(spec.origin).parent
        for del_ in deler:
            sti = mappe / del_
            filer = [sti] if sti.suffix == ".py" else sorted(sti.rglob("*.py"))
            for fil in filer:
                if "tests" not in fil.parts:
                    _legg_til(funn, fra_python(fil.read_text(), str(fil.relative_to(mappe.parent))))
        for mal in sorted((mappe / "contrib" / "admin" / "templates").rglob("*.html")):
            _legg_til(funn, fra_mal(mal.read_text(), str(mal.relative_to(mappe.parent))))
    return funn


def _legg_til(funn: dict[tuple[str, str], Tekst], tekster: Iterator[Tekst]) -> None:
    for tekst in tekster:
        kjent = funn.get(tekst.nokkel)
        if kjent is None or (tekst.flertall and not kjent.flertall):
            funn[tekst.nokkel] = tekst


def po_fil(sprak: str) -> Path:
    return ROT / "imdinett" / "locale" / sprak / "LC_MESSAGES" / "django.po"


def les(sprak: str) -> Catalog:
    fil = po_fil(sprak)
    if not fil.exists():
        return Catalog(locale=sprak)
    with fil.open("rb") as strom:
        return read_po(strom, locale=sprak)


def skriv(sprak: str, katalog: Catalog) -> None:
    po_fil(sprak).parent.mkdir(parents=True, exist_ok=True)
    with po_fil(sprak).open("wb") as strom:
        write_po(strom, katalog, sort_output=True, no_location=True, omit_header=False, width=110, ignore_obsolete=True)


def kompilert(katalog: Catalog) -> GNUTranslations:
    strom = BytesIO()
    write_mo(strom, katalog)
    strom.seek(0)
    return GNUTranslations(strom)


def pakkenes_egne(sprak: str) -> list[GNUTranslations]:
    """The catalogues that Django and allauth bring themselves."""
    funn = []
    for pakke in PAKKER:
        spec = find_spec(pakke)
        assert spec is not None
        assert spec.origin is not None
        for mo in sorted(Path(spec.origin).parent.rglob(f"locale/{sprak}/LC_MESSAGES/django.mo")):
            with mo.open("rb") as strom:
                funn.append(GNUTranslations(strom))
    return funn


def mangler(sprak: str) -> list[Tekst]:
    """What has no text in the language: our own (nynorsk) and the packages' (both)."""
    katalog = les(sprak)
    andre = pakkenes_egne(sprak)
    savnet = [tekst for tekst in egne().values() if sprak != "nb" and not _i_katalog(katalog, tekst)]
    savnet += [
        tekst
        for tekst in fremmede().values()
        if not _i_katalog(katalog, tekst) and not any(_i_mo(mo, tekst) for mo in andre)
    ]
    return savnet


def _i_katalog(katalog: Catalog, tekst: Tekst) -> bool:
    melding = katalog.get(tekst.id, context=tekst.kontekst or None)
    if melding is None or melding.fuzzy or not melding.string:
        return False
    return all(melding.string) if isinstance(melding.string, (tuple, list)) else True


def _i_mo(mo: GNUTranslations, tekst: Tekst) -> bool:
    """Present in the package's catalogue, also when both languages spell it alike ("mars")."""
    katalog: dict[object, str] = vars(mo)["_catalog"]
    nokkel = f"{tekst.kontekst}\x04{tekst.id}" if tekst.kontekst else tekst.id
    return nokkel in katalog or (nokkel, 0) in katalog


def oppdater(sprak: str) -> int:
    """Bring the catalogue in step with the texts: new ones in, empty; those no longer used out. Returns the missing."""
    gammel = les(sprak)
    ny = Catalog(
        locale=sprak,
        project="IMDinett",
        version="1",
        header_comment=f"# IMDinett, {sprak}. Oppdateres med manage.py tekster.",
        msgid_bugs_address=settings.KONTAKT_IMDI_EPOST,
        last_translator="IMDi",
        language_team="IMDi",
        # Fixed, so that the file changes only when a text does.
        creation_date=datetime(2026, 11, 1, tzinfo=UTC),
        revision_date=datetime(2026, 11, 1, tzinfo=UTC),
        fuzzy=False,
    )
    andre = pakkenes_egne(sprak)
    onsket = {} if sprak == "nb" else dict(egne())
    for nokkel, tekst in fremmede().items():
        if not any(_i_mo(mo, tekst) for mo in andre):
            onsket.setdefault(nokkel, tekst)
    for tekst in onsket.values():
        kjent = gammel.get(tekst.id, context=tekst.kontekst or None)
        flagg = {"python-format"} if "%(" in tekst.id else set()
        ny.add(
            (tekst.id, tekst.flertall) if tekst.flertall else tekst.id,
            string=kjent.string if kjent and kjent.string else None,
            context=tekst.kontekst or None,
            flags=flagg,
        )
    skriv(sprak, ny)
    return len(mangler(sprak))
