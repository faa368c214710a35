"""A matrix or a list of studies to a file format; one module a format."""

from app.exports.atom import MEDIA_TYPE as ATOM_TYPE
from app.exports.atom import FeedAddress, atom_feed, feed_updated
from app.exports.backup import BackupReport, back_up
from app.exports.backup import Wanted as WantedBackup
from app.exports.bibtex import as_bibtex
from app.exports.change_pages import page_of
from app.exports.change_words import change_heading, summary_of
from app.exports.chart_file import MEDIA_TYPES as CHART_MEDIA_TYPES
from app.exports.chart_file import (
    Origin,
    chart_picture,
    representation_file,
    representation_spec,
    timeline_file,
    timeline_spec,
)
from app.exports.chart_tables import table_of_representation, table_of_timeline
from app.exports.csl_json import as_csl_json
from app.exports.csv_format import as_csv
from app.exports.decision_files import trail_file
from app.exports.digest import coverage_of, digest_view
from app.exports.digest_html import digest_html
from app.exports.digest_markdown import digest_markdown
from app.exports.digest_values import DigestView
from app.exports.drawing.drawn_map import Asked
from app.exports.drawing.rendering import browser_script
from app.exports.event_words import event_sentence, event_what, event_who
from app.exports.files import QUESTIONS, WrittenFile, copy_to, file_of, frozen_file_of
from app.exports.formats import (
    FORMATS,
    FORMATS_OF,
    FROZEN_FORMATS_OF,
    FileFormat,
    FormatFacts,
    table_of,
)
from app.exports.json_format import as_json
from app.exports.map_file import MEDIA_TYPE as MAP_MEDIA_TYPES
from app.exports.map_file import ExportedFile, map_chart, map_file
from app.exports.package_reading import DataPackage, open_data_package
from app.exports.prisma import flow_of
from app.exports.prisma_report import PrismaReport, as_markdown, as_plain_report, prisma_report
from app.exports.prisma_s import STRATEGIES, SearchItem
from app.exports.prisma_sources import printed_source
from app.exports.prisma_values import Box, BoxId, Flow, Part, Sum
from app.exports.report_links import ReportLink, report_links
from app.exports.ris import as_ris
from app.exports.search_log_text import log_lines
from app.exports.tables import (
    Table,
    table_of_gaps,
    table_of_map,
    table_of_studies,
)

__all__ = [
    "ATOM_TYPE",
    "CHART_MEDIA_TYPES",
    "FORMATS",
    "FORMATS_OF",
    "FROZEN_FORMATS_OF",
    "MAP_MEDIA_TYPES",
    "QUESTIONS",
    "STRATEGIES",
    "Asked",
    "BackupReport",
    "Box",
    "BoxId",
    "DataPackage",
    "DigestView",
    "ExportedFile",
    "FeedAddress",
    "FileFormat",
    "Flow",
    "FormatFacts",
    "Origin",
    "Part",
    "PrismaReport",
    "ReportLink",
    "SearchItem",
    "Sum",
    "Table",
    "WantedBackup",
    "WrittenFile",
    "as_bibtex",
    "as_csl_json",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_plain_report",
    "as_ris",
    "atom_feed",
    "back_up",
    "browser_script",
    "change_heading",
    "chart_picture",
    "copy_to",
    "coverage_of",
    "digest_html",
    "digest_markdown",
    "digest_view",
    "event_sentence",
    "event_what",
    "event_who",
    "feed_updated",
    "file_of",
    "flow_of",
    "frozen_file_of",
    "log_lines",
    "map_chart",
    "map_file",
    "open_data_package",
    "page_of",
    "printed_source",
    "prisma_report",
    "report_links",
    "representation_file",
    "representation_spec",
    "summary_of",
    "table_of",
    "table_of_gaps",
    "table_of_map",
    "table_of_representation",
    "table_of_studies",
    "table_of_timeline",
    "timeline_file",
    "timeline_spec",
    "trail_file",
]
