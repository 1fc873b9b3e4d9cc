@echo off
rem Double-click me (Windows): sets the app up the first time, then starts it.
setlocal
cd /d "%~dp0"
title Retention

set "PYTHON="
set "IS_NEW_ENOUGH=import sys; sys.exit(sys.version_info < (3, 11))"
python -c "%IS_NEW_ENOUGH%" >nul 2>&1 && set "PYTHON=python"
py -3 -c "%IS_NEW_ENOUGH%" >nul 2>&1 && set "PYTHON=py -3"
if not defined PYTHON goto no_python

echo The app is starting. The first time takes a few minutes.
echo Keep this window open while you work; close it to end the app.
%PYTHON% run.py %*
if errorlevel 1 goto failed
exit /b 0

:no_python
echo This app needs Python 3.11 or newer, and this computer has none.
echo Get it from https://www.python.org/downloads/ (tick "Add python.exe to PATH"), then open this file again.
pause
exit /b 1

:failed
echo.
echo The app could not start, or it ended with a problem. The lines above say why.
echo If they speak of Python, get it from https://www.python.org/downloads/ .
pause
exit /b 1
