"""Read the pictures that staff put into the library, whatever sort of file they are."""

import io
from typing import Any

from PIL import Image, ImageCms, ImageOps

#: 16 bits of grey for each point: what most programs cannot show, nor Pillow resize.
DEEP_GREY = ("I", "F")


def opened(file: Any) -> Image.Image:
    """Give a picture upright, in RGB or RGBA as screens show it; of an animation, its first frame.

    Raises whatever a decoder raises for a broken file.
    """
    with Image.open(file) as original:
        original.load()
        shown = _on_screen(_upright(without_depth(original)))
    shown.info = {}  # where and when it was taken is nobody's business, and goes into no file
    return shown


def without_depth(image: Image.Image) -> Image.Image:
    """Give a picture of 16 bits of grey with 8 of them; any other as it is."""
    if not image.mode.startswith(DEEP_GREY):
        return image
    most = 255 if image.mode == "F" else 65_535
    return image.convert("I").point(lambda level: level * (255 / most) + 0).convert("L")


def eight_bit(file: Any) -> Any:
    """Give a file whose picture Wagtail can resize: itself, unless it has 16 bits of grey."""
    with Image.open(file) as original:
        if original.mode.startswith(DEEP_GREY):
            shallow = io.BytesIO()
            without_depth(original).save(shallow, "PNG")
            shallow.seek(0)
            return shallow
    file.seek(0)
    return file


def _upright(image: Image.Image) -> Image.Image:
    """Turn it as the camera was held. What cannot be read says nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError):
        return image


def _on_screen(image: Image.Image) -> Image.Image:
    """Give it in the colours of the web, so that its files need carry no profile."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            return _from_profile(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that does not fit: the colours are taken as they are
    return image.convert(mode)


def _from_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    shown = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    if shown is None:
        raise ValueError("The colours of the picture were not changed.")
    return shown
