@echo off
rem The one command of the course on Windows: course --help
rem It finds a JDK, has the library built when its sources have changed, and hands over to recurrent.cli.Main.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"

set "JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%J in (java.exe) do if not "%%~$PATH:J"=="" set "JAVA=%%~$PATH:J"
if not defined JAVA (
    echo course: no JDK found ^(JAVA_HOME is not set, no java in PATH^): install a JDK 17 or newer, for instance from adoptium.net 1>&2
    exit /b 1
)

rem "17.0.15" gives 17; "1.8.0" gives 1
set "VERSION="
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:"version"') do if not defined VERSION set "VERSION=%%~V"
set "MAJOR=0"
for /f "tokens=1 delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% LSS 17 (
    echo course: found Java %VERSION% ^("%JAVA%"^), but the course needs a JDK 17 or newer: install one ^(adoptium.net^) and set JAVA_HOME to it 1>&2
    exit /b 1
)

rem One thread for ND4J's own loops: with its default it is up to twenty times slower on networks of this size.
set "OMP_NUM_THREADS=1"
set "OPENBLAS_NUM_THREADS=1"

set "SETTINGS=%ROOT%\lib-src\main\resources\recurrent\cli"
set "JAR="
for %%F in ("%ROOT%\target\recurrent-*.jar") do set "JAR=%%~fF"
rem The check is a program of its own: a jar that is in use cannot be replaced.
if defined JAR "%JAVA%" -cp "%JAR%" recurrent.cli.Build "%ROOT%" --check && goto run
"%JAVA%" "%ROOT%\lib-src\main\java\recurrent\cli\Build.java" "%ROOT%" || exit /b 1
for %%F in ("%ROOT%\target\recurrent-*.jar") do set "JAR=%%~fF"

:run
set "MODERN="
if %MAJOR% GEQ 24 set MODERN="@%SETTINGS%\jvm-24.args"
"%JAVA%" "@%SETTINGS%\jvm.args" %MODERN% "-Drecurrent.home=%ROOT%" -cp "%JAR%;%ROOT%\target\lib\*" recurrent.cli.Main %*
exit /b %ERRORLEVEL%
