"""What a reader sends: a manual."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ManualForm(forms.Form):
    """One file, not empty and not above the limit; whether it can be read shows later."""

    file = forms.FileField(
        error_messages={
            "required": _("Choose a file first, then read it."),
            "missing": _("Choose a file first, then read it."),
            "empty": _("The file is empty. Choose the manual itself."),
        },
        max_length=None,
    )

    def __init__(self, *arguments: Any, limit: int, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.limit = limit

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file above the limit.

        Raises:
            ValidationError: It is larger.
        """
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size <= self.limit:
            return file
        sentence = gettext("The file has more than {limit} MB. Split the manual by chapters, or take its pictures out.")
        raise forms.ValidationError(sentence.format(limit=self.limit // 1024 // 1024))

    @property
    def refusal(self) -> str:
        """The sentence about what is wrong, "" when nothing is."""
        return " ".join(str(error) for error in self.errors.get("file", []))
