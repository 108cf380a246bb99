"""Assembly of multilingual council documents: workbooks and fragments through Word templates into .docx."""

__version__ = "0.2.0"
