"""Whether this request comes from the very machine of a demonstration, where one click is enough."""

import ipaddress

from flask import current_app, request

LOOPBACK_NAMES = {"localhost", "127.0.0.1"}
FORWARDED = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via"}


def may_sign_in_with_one_click() -> bool:
    """Only in a demonstration, only from this machine, only by its own name, never through a proxy.

    A proxy on this machine, forgotten in the settings, would make everyone look local.
    """
    if not current_app.config["SETTINGS"].is_demonstration or FORWARDED & {name for name, _value in request.headers}:
        return False
    try:
        is_local = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_local and request.host.rsplit(":", 1)[0] in LOOPBACK_NAMES
