; What the installer says by itself; the rest comes with NSIS, in the same languages.
LangString Project ${LANG_ENGLISH} "ChurnDesk project"
LangString Project ${LANG_JAPANESE} "ChurnDesk プロジェクト"
LangString Project ${LANG_KOREAN} "ChurnDesk 프로젝트"
LangString Project ${LANG_TRADCHINESE} "ChurnDesk 專案"
LangString Project ${LANG_POLISH} "Projekt ChurnDesk"

LangString Comment ${LANG_ENGLISH} "See how many customers leave, and what to do about it"
LangString Comment ${LANG_JAPANESE} "離れていく顧客の数と、取るべき手立てを見る"
LangString Comment ${LANG_KOREAN} "떠나는 고객의 수와 할 수 있는 일을 봅니다"
LangString Comment ${LANG_TRADCHINESE} "看看有多少客戶離開，以及可以怎麼做"
LangString Comment ${LANG_POLISH} "Zobacz, ilu klientów odchodzi i co z tym zrobić"

LangString StillOpen ${LANG_ENGLISH} "ChurnDesk is still open. Save your work, close it, and start this installer again."
LangString StillOpen ${LANG_JAPANESE} "ChurnDesk がまだ開いています。作業を保存して閉じてから、もう一度このインストーラーを起動してください。"
LangString StillOpen ${LANG_KOREAN} "ChurnDesk가 아직 열려 있습니다. 작업을 저장하고 닫은 다음 이 설치 프로그램을 다시 시작하세요."
LangString StillOpen ${LANG_TRADCHINESE} "ChurnDesk 仍在執行。請儲存您的工作並將它關閉，再重新啟動安裝程式。"
LangString StillOpen ${LANG_POLISH} "ChurnDesk jest jeszcze otwarty. Zapisz pracę, zamknij go i uruchom ten instalator ponownie."
