"""Opens a workbook in LibreOffice with its macros allowed, computes it and prints cells, one JSON list; run by a Python that has `uno`.

read_cells.py PORT URL CELL...
"""

import json
import os
import sys
import time

import uno  # type: ignore[import-not-found]  # comes with LibreOffice, for its own Python only
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # made by uno
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]  # made by uno

ALWAYS_EXECUTE = 4


def main() -> None:
    port, url, *cells = sys.argv[1:]
    desktop = _desktop(port)
    options = [_property("Hidden", True), _property("MacroExecutionMode", ALWAYS_EXECUTE)]
    document = desktop.loadComponentFromURL(url, "_blank", 0, tuple(options))
    document.calculateAll()
    sheet = document.Sheets.getByIndex(0)
    print(json.dumps([sheet.getCellRangeByName(cell).String for cell in cells]), flush=True)
    document.close(True)
    desktop.terminate()
    # All is said and closed. An ordinary exit takes `uno` down while its bridge to the ended office still closes: it may crash.
    os._exit(0)


def _desktop(port):  # type: ignore[no-untyped-def]  # uno has no types
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise TimeoutError("LibreOffice does not answer")


def _property(name, value):  # type: ignore[no-untyped-def]  # uno has no types
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


main()
