"""LibreOffice accepting and rejecting the changes of many Word files, in one process.

What it is told is a macro in a profile of its own: that needs no Python of LibreOffice's, which a machine may lack.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
_SECONDS = 900
_MACRO = """Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName" : word(0).Value = "MS Word 2007 XML"
  Dim none()
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  file = FreeFile
  Open Environ("COUNCIL_FILES") For Input As #file
  Do While Not EOF(file)
    Line Input #file, row
    parts = Split(row, "|")
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(parts(0)), "_blank", 0, hidden())
    helper.executeDispatch(doc.CurrentController.Frame, parts(1), "", 0, none())
    doc.storeToURL(ConvertToURL(parts(2)), word())
    doc.close(True)
  Loop
  Close #file
  StarDesktop.terminate()
End Sub
"""
_MODULE = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{escape(_MACRO)}</script:module>
"""


def settled(folder: Path, tasks: Sequence[tuple[Path, str, Path]]) -> None:
    """Open each first file, ACCEPT or REJECT its changes, and save it as the last; `folder` is for LibreOffice's own files."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    start = ["soffice", profile, "--headless", "--norestore", "--nologo"]
    # The first start makes the profile, and would write over what is there.
    subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=_SECONDS)
    (folder / "profile/user/basic/Standard/Module1.xba").write_text(_MODULE, "utf-8")
    (folder / "tasks").write_text("".join(f"{before}|{what}|{after}\n" for before, what, after in tasks), "utf-8")
    environment = {**os.environ, "COUNCIL_FILES": str(folder / "tasks")}
    macro = "macro:///Standard.Module1.Main"
    subprocess.run([*start, macro], check=True, capture_output=True, timeout=_SECONDS, env=environment)
    missing = [after for _, _, after in tasks if not after.is_file()]
    assert not missing, f"LibreOffice wrote nothing for {missing[:3]}"
