"""Texts that other programs would take for something: each is to stand in the document letter by letter."""

from __future__ import annotations

TYPED = (
    # Jinja
    "{{ 7*7 }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% for a in range(9) %}{{ a }}{% endfor %}",
    "{%p if x %}",
    "{# une note #}",
    "{#une note#}",
    "{{- title -}}",
    "{{p body }}",
    "{{ title }}",
    "{_{ title }_}",
    "{%raw%}{{ x }}{%endraw%}",
    "{{ x", "x }}", "}}{{", "{", "}",
    # Other languages of templates
    "${title} #{title} <%= title %> $title$ %title%",
    "%s %(name)s {0} {title} {title!r:>10}",
    "«title» <<title>> [title] @title",
    # XML and HTML
    "R&D <b>gras</b>",
    "</w:t></w:r></w:p><w:p/>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "]]><![CDATA[x]]>",
    "&amp; &amp;amp; &lt; &#233; &#x1F600; &nbsp; &",
    "<!-- x --><?php echo 1 ?>",
    "\"guillemets\" 'droits' “anglais” « français »",
    # Formulas
    "=SUM(A1:A9)", "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(1)",
    # Fields
    "{ PAGE }", "PAGE", "DDEAUTO c:/windows/system32/cmd.exe /k calc", 'HYPERLINK "http://x.org"', 'INCLUDETEXT "x.docx"',
    "{ =1+1 }",
    # Characters
    "\u2028\u2029", "a\u00a0b\u202fc\u2011d\u00ade", "\u200ba\u200d\u2060b\ufeff", "👩‍👩‍👧 𝒜 𠮷 🇨🇭", "été ﬁ Å Ω", "مرحبا 12", "会议（一）",
)  # fmt: skip
