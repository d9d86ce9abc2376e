"""What an e-mail is before it is in the queue. Each step of the process writes its own subclass."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from django.db.models import Model

    from imdinett.bruker.models import Bruker
    from imdinett.kommune.models import Kommune


class Varsel(ABC):
    """One notice to some users (B-038). No names, DUF, nationality or other personal data in any of it.

    `mal` is the template's path without ending: there is a `.txt` and a `.html`. Both are rendered in the
    language of each recipient when the notice is queued. With `hemmelig` the text is emptied when it is
    sent (links that let somebody in). `tema` is the heading in the users' choice of e-mail; without one the
    notice concerns the account itself, and is sent whatever anybody has chosen (W-01).
    """

    slag: ClassVar[str]
    tema: ClassVar[str] = ""
    mal: ClassVar[str]
    hemmelig: ClassVar[bool] = False

    if TYPE_CHECKING:
        # Subclasses give these as properties or as fields of a frozen dataclass.
        @property
        def gjelder(self) -> Model: ...

        @property
        def kommune(self) -> Kommune | None: ...

    @abstractmethod
    def emne(self) -> str: ...

    @abstractmethod
    def mottakere(self) -> Iterable["Bruker"]: ...

    @abstractmethod
    def nokkel(self) -> str:
        """Says which notice this is: the same key twice is one e-mail to each recipient."""

    def kontekst(self) -> dict[str, Any]:
        """What the templates need besides `emne`, `mottaker` and `lenke`."""
        return {}

    def lenke(self) -> str:
        """The path of the page where the matter is; the templates get it with the host."""
        return ""
