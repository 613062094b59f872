"""``guicheng norms``: files of legal duties checked, and the duties that hold in a city."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from guicheng.adapters.norms import NormFile, catalogue_items, norms_in_use, read_norms
from guicheng.adapters.reports.norms import complaint_json, norm_json, norm_line
from guicheng.cli.language import translator
from guicheng.cli.own_norms import own_norms_told, take_own_norms
from guicheng.cli.streams import STANDARD_INPUT, bytes_of, complain
from guicheng.domain.comparison.norm import Norm, Place, place_called, places_of, plain_name, selected
from guicheng.domain.comparison.towns import town_names
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class NormsMisusedError(GuichengError):
    """The command was called in a way that it does not know."""

    code = "norms-misused"


def run(action: str, names: Sequence[str], *, city: str | None, as_json: bool, language: str) -> int:
    """Check files or list duties; return the exit code, 2 where a file of the company's own norms is not used.

    Raises:
        GuichengError: The action is unknown, files are missing or too many, or no norm is of the city.
    """
    if action == "check":
        return _check(names, as_json=as_json, language=language)
    if action != "list":
        raise NormsMisusedError(_("“{action}” is neither check nor list.", action=action))
    if names:
        raise NormsMisusedError(_("list takes no files. Name a city with --city, or check files with check."))
    whole = take_own_norms(language)
    norms = norms_in_use()
    if city is not None:
        tell_place(norms, city, language)
        norms = selected(norms, city=city_named(norms, city))
    _list(norms, as_json=as_json, language=language)
    return 0 if whole else 2


def _check(names: Sequence[str], *, as_json: bool, language: str) -> int:
    """Print what is wrong with files; return 1 where something is, 2 where a file cannot be read."""
    if not names:
        raise NormsMisusedError(_("Name the files to check: guicheng norms check FILE…"))
    given: dict[str, bytes] = {}
    # A city may lie in a place of which another of the files speaks, so that all are read before one is judged.
    places = {*town_names(), *(place.zh for place in places_of(norms_in_use()))}
    refused = wrong = False
    for name in dict.fromkeys(names):
        try:
            data = bytes_of(name)
            read = read_norms(Path(name).name, data, items=catalogue_items(), proved=True)
        except GuichengError as error:
            complain(error.message, language)
            refused = True
            continue
        given[name] = data
        places |= {norm.place.zh for norm in read.norms}
    for name, data in given.items():
        read = read_norms(Path(name).name, data, items=catalogue_items(), places=places)
        wrong = wrong or bool(read.complaints)
        _show("stdin" if name == STANDARD_INPUT else name, read, as_json=as_json, language=language)
    return 2 if refused else int(wrong)


def _show(name: str, read: NormFile, *, as_json: bool, language: str) -> None:
    translate = translator(language)
    for complaint in read.complaints:
        if as_json:
            row = {"file": name, **complaint_json(complaint, translate)}
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            field = f"{complaint.field}: " if complaint.field else ""
            sys.stdout.write(f"{name}:{complaint.line}: {field}{complaint.message.render(translate)}\n")
    if not as_json:
        message = _(
            "{name}: duties understood: {duties}, complaints: {complaints}.",
            name=name,
            duties=str(len(read.norms)),
            complaints=str(len(read.complaints)),
        )
        print(message.render(translate))


def city_named(norms: Sequence[Norm], city: str) -> str:
    """Return the Chinese name by which the norms of a city are chosen.

    Raises:
        NoSuchPlaceError: No norm is of such a place.
    """
    place = place_called(norms, city)
    return city if _is_of_province(place, city) else place.zh


def tell_place(norms: Sequence[Norm], city: str, language: str) -> None:
    """Say on standard error where a city has no norms of its own, so that those of its province hold.

    Raises:
        NoSuchPlaceError: No norm is of such a place, nor of its province.
    """
    place = place_called(norms, city)
    if _is_of_province(place, city):
        message = _("Of {city} itself there are no norms; those of {place} hold.", city=city, place=place.zh)
        complain(message, language)


def _is_of_province(place: Place, city: str) -> bool:
    """Tell whether a place is not the city that was named, but the province that it lies in."""
    return plain_name(city) not in {plain_name(place.zh), place.key, place.en.lower()}


def _list(norms: Sequence[Norm], *, as_json: bool, language: str) -> None:
    translate = translator(language)
    for norm in norms:
        if as_json:
            sys.stdout.write(json.dumps(norm_json(norm), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(norm_line(norm, translate, language=language) + "\n")
    if not as_json:
        places = len({norm.place for norm in norms})
        message = _("Duties: {duties}. Places: {places}.", duties=str(len(norms)), places=str(places))
        for each in (message, *own_norms_told()):
            print(each.render(translate))
