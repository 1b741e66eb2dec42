"""collector: the yearly figures of a city's social-policy programmes, from Excel forms to the published report."""

__version__ = "0.1.0"
