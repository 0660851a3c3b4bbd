"""What macOS is told about ChurnDesk.app: its names, the files that it opens, the oldest system that it runs on."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "org.churndesk.churndesk"
#: The kind of file that projects are; it is ours, so we are the ones who tell macOS about it.
PROJECT = "org.churndesk.project"
#: What Qt needs.
OLDEST_SYSTEM = "13.0"

#: Tables can be dropped on the icon; another program stays the one that opens them by a double click.
TABLES = (
    "org.openxmlformats.spreadsheetml.sheet",
    "com.microsoft.excel.xls",
    "org.oasis-open.opendocument.spreadsheet",
    "public.comma-separated-values-text",
    "public.tab-separated-values-text",
)


def information(version: str) -> dict[str, Any]:
    """The entries of Info.plist beyond those that PyInstaller writes by itself."""
    return {
        "CFBundleName": "ChurnDesk",
        "CFBundleDisplayName": "ChurnDesk",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ja", "ko", "zh-Hant", "pl"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "ChurnDesk project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PROJECT],
                "CFBundleTypeIconFile": "churndesk.icns",
            },
            {
                "CFBundleTypeName": "Table",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",
                "LSItemContentTypes": list(TABLES),
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PROJECT,
                "UTTypeDescription": "ChurnDesk project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeIconFile": "churndesk.icns",
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["churndesk"],
                    "public.mime-type": ["application/vnd.churndesk.project"],
                },
            }
        ],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "The ChurnDesk authors. MIT licence.",
        # Light or dark as the system is, and no permission that is asked for: there is none that is needed.
        "NSRequiresAquaSystemAppearance": False,
    }
