"""Wards in a zipped ESRI Shapefile. Nothing is unpacked to disk, so the names inside the archive lead nowhere."""

import codecs
import contextlib
import io
import logging
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

import shapefile
from flask_babel import lazy_gettext as _l
from pyproj import CRS
from pyproj.exceptions import CRSError

from reporting.places.formats.features import (
    Feature,
    Layer,
    Projection,
    polygons,
    projection_of,
    refuse_too_large,
    unknown_projection,
)
from reporting.places.refusals import UnreadableFile, quoted

MOST_FILES = 1000

logging.getLogger(shapefile.__name__).setLevel(logging.ERROR)  # it tells of rings that are judged here


def layer(content: bytes) -> Layer:
    """The features of the one Shapefile in a zip file; its ``.prj`` decides the projection. Raises UnreadableFile."""
    parts = _parts(content)
    for suffix in (".dbf", ".prj"):
        if suffix not in parts:
            raise UnreadableFile(_l("The Shapefile has no %(suffix)s file beside it in the zip file.", suffix=suffix))
    projection = _projection(parts[".prj"])
    encoding = _encoding(parts)
    try:
        _refuse_cut_short(parts[".shp"], parts[".dbf"])
        reader = shapefile.Reader(
            shp=io.BytesIO(parts[".shp"]), dbf=io.BytesIO(parts[".dbf"]), encoding=encoding, encodingErrors="strict"
        )
        pairs = [(one.record.as_dict(), dict(one.shape.__geo_interface__)) for one in reader.iterShapeRecords()]
        if len(pairs) != reader.numRecords:
            raise ValueError("shapes and rows differ in number")
    # pyshp trusts what it reads: a damaged file ends in any of these
    except (shapefile.ShapefileException, struct.error, LookupError, ValueError, TypeError, AttributeError,
            ArithmeticError, AssertionError, OSError, MemoryError, RuntimeError) as error:  # fmt: skip
        raise UnreadableFile(_l("The Shapefile in the zip file is damaged or cut short.")) from error
    return Layer(
        projection,
        [Feature(n, fields, polygons(geometry, fields, n)) for n, (fields, geometry) in enumerate(pairs, start=1)],
    )


def _refuse_cut_short(shp: bytes, dbf: bytes) -> None:
    """Raises ValueError or struct.error unless both are as long as they declare: pyshp would read as far as it can."""
    (shp_words,) = struct.unpack(">i", shp[24:28])
    rows, head_bytes, row_bytes = struct.unpack("<IHH", dbf[4:12])
    if shp_words * 2 != len(shp) or head_bytes + rows * row_bytes > len(dbf):
        raise ValueError("cut short")


def _parts(content: bytes) -> dict[str, bytes]:
    """The files of the one Shapefile, by suffix."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [
                one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX")
            ]
            if len(entries) > MOST_FILES:
                raise UnreadableFile(_l("The zip file holds too many files."))
            shapes = [one for one in entries if one.filename.lower().endswith(".shp")]
            if len(shapes) != 1:
                raise UnreadableFile(_l("The zip file must hold one Shapefile; it holds %(count)s.", count=len(shapes)))
            stem = PurePosixPath(shapes[0].filename).with_suffix("")
            wanted = [one for one in entries if PurePosixPath(one.filename).with_suffix("") == stem]
            # zipfile never reads past the size an entry declares, so the declared sizes bound what is unpacked
            refuse_too_large(sum(one.file_size for one in wanted))
            return {PurePosixPath(one.filename).suffix.lower(): archive.read(one) for one in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
            struct.error) as error:  # fmt: skip
        raise UnreadableFile(_l("The zip file is damaged, cut short or locked with a password.")) from error


def _projection(prj: bytes) -> Projection:
    text = prj.decode("utf-8", errors="replace")
    try:
        crs = CRS.from_wkt(text)
        found = projection_of(crs)
    except CRSError as error:
        raise unknown_projection(quoted(text)) from error
    if found is None:
        raise unknown_projection(crs.name)
    return found


def _encoding(parts: dict[str, bytes]) -> str:
    """What ``.cpg`` says, else UTF-8 where the table can be read so, else Latin-1 (the older custom)."""
    said = parts.get(".cpg", b"").decode("ascii", errors="ignore").strip()
    with contextlib.suppress(LookupError, ValueError):
        return codecs.lookup(said).name
    try:
        parts[".dbf"][32:].decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"
