"""Copies of a workbook and of a template in which what is wrong is marked, for those who mend them in Excel and Word."""
