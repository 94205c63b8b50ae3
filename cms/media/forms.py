"""What staff are told of pictures that they upload."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

DAMAGED = (
    "This file is damaged, or was not uploaded to its end. Open the picture in the program that "
    "made it, save it as a JPEG, and choose that one."
)

LONGEST = 16_383  # pixels of a side, as WebP has it
TOO_LONG = "No side of a picture may have more than 16,383 pixels: cut it, or make it smaller."


class WholePictureField(WagtailImageField):
    """Takes a picture that can be read to its end, and shown in all formats."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse a picture with too many points, or a damaged one. This is the first to read it."""
        try:
            super().check_image_pixel_size(f)
            size = f.image.get_size()
        except ValidationError:
            raise
        except Exception as fault:  # decoders raise more than a dozen sorts of exceptions
            raise ValidationError(DAMAGED, code="damaged") from fault
        if max(size) > LONGEST:
            raise ValidationError(TOO_LONG, code="too_long")


class PictureForm(BaseImageForm):
    """The form of a picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take whole pictures only."""
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = WholePictureField(label=file.label, widget=file.widget)
