"""The pages of signing in as HTML without a script: name and password, the code, an invitation, leaving.

Holds markup and words; what happens is decided in :mod:`tracker.api.signing_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from tracker.access.password import LONGEST, RULE, SHORTEST
from tracker.access.totp import address_for_app
from tracker.api.forms import Form
from tracker.documents.light_page import bare_page
from tracker.text import LANGUAGES, N_, Translator
from tracker.text.vocab import OWN_NAMES

_STYLE = (
    "<style>main{max-width:26rem}form{margin:16px 0}label{display:block;margin:12px 0 4px;font-weight:600}"
    "input[type=text],input[type=password]{width:100%;font:inherit;padding:9px 10px;border:1px solid var(--quiet);"
    "border-radius:4px;background:var(--ground);color:var(--text)}"
    "button,.button{display:inline-block;font:inherit;font-weight:600;margin-top:16px;padding:10px 18px;"
    "min-height:44px;border:1px solid var(--accent);border-radius:4px;background:var(--accent);color:var(--ground);"
    "cursor:pointer;text-decoration:none}.button{background:none;color:var(--accent)}"
    "input:focus-visible,button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
    ".fault{border-left:4px solid var(--missed-mark);background:var(--panel);padding:8px 12px}"
    "code{font-size:1.0625rem;overflow-wrap:anywhere}h1{margin-top:16px}</style>"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every page of signing in needs: the language, the path under which the server is reached, and the page's
    own path with what stays in its address.
    """

    t: Translator
    root: str
    path: str
    kept: tuple[tuple[str, str], ...] = ()

    def here(self, **changes: str) -> str:
        """This page's own address."""
        return self.at(self.path, **{**dict(self.kept), "lang": self.t.language, **changes})

    def at(self, path: str, **query: str) -> str:
        """Another address of this server."""
        return f"{self.root}{path}" + (f"?{urlencode(query)}" if query else "")


def sign_in_page(
    of: Surroundings, form: Form, *, name: str = "", fault: str | None = None, provider: str | None = None
) -> str:
    """Name and password; ``provider`` is the address that leads to the organisation's own sign-in."""
    t = of.t
    focus = "" if name else " autofocus"
    fields = _input(
        t(_NAME),
        "name",
        "text",
        f'value="{escape(name)}" autocomplete="username" autocapitalize="none"{focus}',
    ) + _input(
        t(_PASSWORD),
        "password",
        "password",
        'autocomplete="current-password"' + (" autofocus" if name else ""),
    )
    way = f'<p><a class="button" href="{escape(provider)}">{escape(t(_PROVIDER))}</a></p>' if provider else ""
    body = _fault(fault) + way + _form(of, form, fields, t(_SIGN_IN))
    return _page(of, t(_SIGN_IN_TITLE), body + _line(t(_NO_ACCOUNT)) + _back(of))


def code_page(
    of: Surroundings, form: Form, *, secret: str | None, name: str, fault: str | None = None
) -> str:
    """The code of the second factor; with ``secret`` while it is being set up."""
    t = of.t
    body = _fault(fault)
    if secret is not None:
        grouped = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
        body += (
            _line(t(_SET_UP))
            + f'<p><code>{escape(grouped)}</code></p><p><a href="{escape(address_for_app(secret, name))}">'
            + f"{escape(t(_OPEN_APP))}</a></p>"
        )
    else:
        body += _line(t(_CODE_WHERE))
    attributes = 'inputmode="numeric" autocomplete="one-time-code" maxlength="12" autofocus'
    return _page(
        of, t(_CODE_TITLE), body + _form(of, form, _input(t(_CODE), "code", "text", attributes), t(_GO_ON))
    )


def invitation_page(of: Surroundings, form: Form, *, name: str, fault: str | None = None) -> str:
    """Setting the password of an account one was invited to."""
    t = of.t
    new = f'autocomplete="new-password" minlength="{SHORTEST}" maxlength="{LONGEST}"'
    fields = (
        f'<input type="hidden" name="username" autocomplete="username" value="{escape(name)}">'
        + _input(t(_NEW_PASSWORD), "password", "password", new + " autofocus")
        + _input(t(_AGAIN), "repeated", "password", new)
    )
    body = _line(t(_INVITED, name=name)) + _line(t(RULE, shortest=SHORTEST)) + _fault(fault)
    return _page(of, t(_INVITATION_TITLE), body + _form(of, form, fields, t(_SET)))


def sign_out_page(of: Surroundings, form: Form, *, name: str) -> str:
    """Asking whether to leave: a link alone must not sign anybody out."""
    t = of.t
    body = _line(t(_SIGNED_IN_AS, name=name)) + _form(of, form, "", t(_SIGN_OUT))
    return _page(of, t(_SIGN_OUT_TITLE), body + _back(of))


def said_page(of: Surroundings, title: str, *lines: str, way: tuple[str, str] | None = None) -> str:
    """A page that only says something; ``way`` is a link on: its words and address."""
    link = f'<p><a href="{escape(way[1])}">{escape(way[0])}</a></p>' if way else ""
    return _page(of, title, "".join(_line(line) for line in lines) + link)


def _page(of: Surroundings, title: str, body: str) -> str:
    choices = "".join(
        f"<b>{OWN_NAMES[one]}</b>" if one == of.t.language
        else f'<a href="{escape(of.here(lang=one))}" lang="{one}">{OWN_NAMES[one]}</a>'
        for one in LANGUAGES
    )  # fmt: skip
    top = f'<nav class="top"><span>{choices}</span></nav>'
    return bare_page(title, of.t.language, f"{_STYLE}{top}<h1>{escape(title)}</h1>{body}")


def _form(of: Surroundings, form: Form, fields: str, button: str) -> str:
    return (
        f'<form method="post" action="{escape(of.here())}">{form.hidden}{fields}'
        f'<button type="submit">{escape(button)}</button></form>'
    )


def _input(label: str, name: str, kind: str, attributes: str) -> str:
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" required {attributes}>'
    )


def _line(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _fault(words: str | None) -> str:
    return "" if words is None else f'<p class="fault" role="alert">{escape(words)}</p>'


def _back(of: Surroundings) -> str:
    return f'<p class="q"><a href="{escape(of.at("/", lang=of.t.language))}">{escape(of.t(_WITHOUT))}</a></p>'


_NAME, _PASSWORD = N_("Account"), N_("Password")
_SIGN_IN_TITLE, _SIGN_IN = N_("Signing in"), N_("Sign in")
_PROVIDER = N_("Sign in with the organisation's own account")
_NO_ACCOUNT = N_(
    "Accounts are given by the tracker's administrator, who also sends a new link if a password is lost."
)
_WITHOUT = N_("To the public pages, without signing in")
_CODE_TITLE, _CODE, _GO_ON = N_("Second step"), N_("Six-digit code"), N_("Go on")
_CODE_WHERE = N_("Type the code that the app on your telephone shows for the tracker now.")
_SET_UP = N_(
    "An administrator signs in with a password and a code. Put this key into an authenticator app on your telephone, "
    "then type the code that the app shows. The key is shown until the first code was right."
)
_OPEN_APP = N_("Open in the app on this device")
_INVITATION_TITLE = N_("Your password")
_INVITED = N_("You are invited to sign in as {name}. Choose a password; you sign in with both from then on.")
_NEW_PASSWORD, _AGAIN, _SET = N_("New password"), N_("The same once more"), N_("Set the password")
_SIGN_OUT_TITLE, _SIGN_OUT = N_("Signing out"), N_("Sign out")
_SIGNED_IN_AS = N_("You are signed in as {name}.")
