#!/bin/bash
# Signs ChurnDesk.app and packs it as a .dmg: run by packaging/build.py on macOS.
#
#     packaging/macos/package.sh DIST VENV
#
# With CHURNDESK_SIGN (the name of a "Developer ID Application" certificate in the keychain) it is signed for others, and
# with CHURNDESK_NOTARY (a profile that `notarytool store-credentials` has kept) looked over by Apple too. Without them it
# is signed for this computer alone; elsewhere, people have to allow it in System Settings › Privacy & Security.
set -euo pipefail
dist=$1
venv=$2
here=$(cd "$(dirname "$0")" && pwd)
app="$dist/ChurnDesk.app"
version=$(/usr/libexec/PlistBuddy -c 'Print :CFBundleShortVersionString' "$app/Contents/Info.plist")
image="$dist/ChurnDesk-$version-$(uname -m).dmg"
identity=${CHURNDESK_SIGN:--}
# A time stamp comes from Apple, for certificates that Apple knows.
timestamp=(--timestamp)
[ "$identity" = - ] && timestamp=(--timestamp=none)

# From the inside out, as Apple wants it; a signature covers what lies within.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 codesign --force "${timestamp[@]}" --sign "$identity"
codesign --force "${timestamp[@]}" --options runtime --entitlements "$here/entitlements.plist" --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

rm -f "$image"
"$venv/bin/dmgbuild" -s "$here/dmg_settings.py" -D "app=$app" -D "icon=$app/Contents/Resources/churndesk.icns" \
    "ChurnDesk $version" "$image"

if [ "$identity" != - ]; then
    codesign --force --timestamp --sign "$identity" "$image"
    if [ -n "${CHURNDESK_NOTARY:-}" ]; then
        xcrun notarytool submit "$image" --keychain-profile "$CHURNDESK_NOTARY" --wait
        xcrun stapler staple "$image"
    fi
fi
