"""Passwords are kept as hashes that are slow to try."""

from django.conf import global_settings

from guicheng.site import settings


def test_the_product_hashes_as_slowly_as_django_advises():
    hashers = getattr(settings, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    assert hashers[0] == "django.contrib.auth.hashers.PBKDF2PasswordHasher"
