@echo off
rem Opens the desk on a folder: the one that is dropped on this file, else "documents" beside it.
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe py -m venv .venv && .venv\Scripts\python -m pip install --quiet ".[desk]"
if "%~1"=="" (.venv\Scripts\python -m converters desk documents) else (.venv\Scripts\python -m converters desk "%~1")
pause
