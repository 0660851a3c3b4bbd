; The installer for Windows, in five languages. For one person, without an administrator's password, unless it is started
; by one with /ALLUSERS. packaging/build.py compiles it:
;
;   makensis /DPAYLOAD=dist\churndesk /DOUT=dist /DVERSION=0.1.0 /DICON=churndesk.ico packaging\windows\churndesk.nsi
;
; churndesk-VERSION-setup.exe /S installs without a question; /D=FOLDER, as the last word, says where.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!ifndef PAYLOAD | OUT | VERSION | ICON
  !error "PAYLOAD, OUT, VERSION and ICON have to be defined"
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define PRODUCT "ChurnDesk"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\ChurnDesk"
!define KIND "ChurnDesk.Project"

Name "${PRODUCT}"
OutFile "${OUT}/churndesk-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\ChurnDesk"
; A newer version goes where the older one lies.
InstallDirRegKey HKCU "Software\ChurnDesk" "Folder"
BrandingText "ChurnDesk ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "ChurnDesk"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Installs ChurnDesk"
VIAddVersionKey /LANG=0 "CompanyName" "The ChurnDesk authors"
VIAddVersionKey /LANG=0 "LegalCopyright" "The ChurnDesk authors. MIT licence."

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
; The language that was chosen once is taken again.
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\ChurnDesk"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"
!define MUI_FINISHPAGE_RUN "$INSTDIR\churndesk.exe"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${__FILEDIR__}\..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_LANGUAGE "Korean"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_LANGUAGE "Polish"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include "${__FILEDIR__}\languages.nsh"

Function .onInit
  SetRegView 64
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
  ${IfNot} ${Errors}
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\ChurnDesk"
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "-program"
  ; A running program holds its files; an older version's are not to stay among the new ones.
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\churndesk.exe"
    Delete "$INSTDIR\churndesk.exe"
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(StillOpen)" /SD IDOK
      Abort
    ${EndIf}
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}

  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\ChurnDesk.lnk" "$INSTDIR\churndesk.exe" "" "$INSTDIR\churndesk.exe" 0 SW_SHOWNORMAL "" "$(Comment)"

  ; SHCTX is the person's part of the registry, or everybody's with /ALLUSERS.
  WriteRegStr SHCTX "Software\ChurnDesk" "Folder" "$INSTDIR"
  WriteRegStr SHCTX "Software\Classes\.churndesk" "" "${KIND}"
  WriteRegStr SHCTX "Software\Classes\.churndesk" "Content Type" "application/vnd.churndesk.project"
  WriteRegStr SHCTX "Software\Classes\${KIND}" "" "$(Project)"
  WriteRegStr SHCTX "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\churndesk.exe,0"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\churndesk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ; "Installed apps" shows this.
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "ChurnDesk"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\churndesk.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "The ChurnDesk authors"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  ; Installed for everybody: then that part of the registry and of the start menu is meant.
  ReadRegStr $0 HKLM "Software\ChurnDesk" "Folder"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
  ${EndIf}
  ; Only what was installed: a folder that somebody chose may hold other things too. Projects and settings stay.
  Delete "$INSTDIR\churndesk.exe"
  Delete "$INSTDIR\churndesk-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\ChurnDesk.lnk"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\Classes\${KIND}"
  DeleteRegKey SHCTX "Software\Classes\.churndesk"
  DeleteRegKey SHCTX "Software\ChurnDesk"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
