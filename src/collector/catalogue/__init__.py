"""Catalogue files <-> Programme, and the programmes that are shipped with collector."""

from collector.catalogue.loading import CatalogueError, load_programme
from collector.catalogue.shipped import SHIPPED, shipped_history, shipped_path
from collector.catalogue.source import Mistake

__all__ = ["SHIPPED", "CatalogueError", "Mistake", "load_programme", "shipped_history", "shipped_path"]
