#!/bin/sh
# Makes an AppImage of dist/ChurnDesk.AppDir: the one step that needs appimagetool, which no distribution packages.
#
#     packaging/linux/appimage.sh [path to appimagetool]
set -eu
cd "$(dirname "$0")/../.."
tool=${1:-appimagetool}
command -v "$tool" >/dev/null || { echo "appimagetool is not installed" >&2; exit 1; }
version=$(dist/ChurnDesk.AppDir/AppRun --version | sed 's/.* //')
ARCH=$(uname -m) "$tool" --no-appstream dist/ChurnDesk.AppDir "dist/ChurnDesk-$version-$(uname -m).AppImage"
