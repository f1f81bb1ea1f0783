"""Files of data into the input tables of a workbook."""

from addin.intake.intake import Intake, Reject, Remark
from addin.intake.reading import read_file

__all__ = ["Intake", "Reject", "Remark", "read_file"]
