"""A person who works on a plan in Word, and the small plan they work on."""

from __future__ import annotations

import copy
import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from generator.blocks import ChartBlock, Contents, FigureIndex, Heading, Series, prose
from generator.docx.package import unzipped
from tests.generator.docx import demo, templates

CHART = ChartBlock(
    kind="bar", caption="Ventes", bookmark="g_sales", alt="Ventes", categories=("a", "b"), series=(Series(name="s", y=(1, 2)),)
)


def blocks(summary: str = "Le budget est de 410 k€.", risks: str = "Le CPC monte."):
    return (
        Heading(level=1, text="Sommaire", bookmark="toc", numbering="none"),
        Contents(),
        Heading(level=1, text="Synthèse", bookmark="summary"),
        prose(summary),
        demo.budget_table(),
        Heading(level=1, text="Risques", bookmark="risks"),
        prose(f"{risks} Voir le [@t_budget]."),
        CHART,
        Heading(level=1, text="Index", bookmark="index", numbering="none"),
        FigureIndex("Index", "t_index"),
    )


def plan(**texts):
    return demo.document(blocks=blocks(**texts))


class Person:
    """A person with Word: opens a plan, changes it, saves it."""

    def __init__(self, package: bytes) -> None:
        self.word = docx.Document(io.BytesIO(package))

    def content(self, tag: str):
        controls = self.word.element.body.iterchildren(qn("w:sdt"))
        return next(
            s for s in controls if any(t.get(qn("w:val")) == f"planmo:{tag}" for t in s.find(qn("w:sdtPr")).findall(qn("w:tag")))
        )

    def retypes(self, tag: str, old: str, new: str) -> Person:
        text = next(t for t in self.content(tag).iter(qn("w:t")) if old in t.text)
        text.text = text.text.replace(old, new)
        return self

    def deletes(self, tag: str) -> Person:
        content = self.content(tag)
        content.getparent().remove(content)
        return self

    def adds_after(self, tag: str, text: str, *, picture: bool = False) -> Person:
        self.word.add_paragraph(text, style="Heading 2" if picture else None)
        if picture:
            self.word.add_picture(io.BytesIO(templates._png()))
        anchor = self.content(tag)
        for element in self.word.element.body[-3 if picture else -2 : -1]:
            anchor.addnext(element)
            anchor = element
        return self

    def saves(self) -> bytes:
        """As Word does: runs split, proof marks, revision numbers."""
        for run in list(self.word.element.body.iter(qn("w:r"))):
            run.set(qn("w:rsidR"), "00AB12CD")
            text = run.find(qn("w:t"))
            if text is not None and len(text.text or "") > 6 and len(run.findall(qn("w:t"))) == 1:
                second = copy.deepcopy(run)
                second.find(qn("w:t")).text, text.text = text.text[4:], text.text[:4]
                for node in (text, second.find(qn("w:t"))):
                    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                for extra in [e for e in second if e.tag not in (qn("w:rPr"), qn("w:t"))]:
                    second.remove(extra)
                run.addnext(second)
                run.addnext(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))
        buffer = io.BytesIO()
        self.word.save(buffer)
        return buffer.getvalue()


def words(package: bytes) -> str:
    body = etree.fromstring(unzipped(package)["word/document.xml"])[0]
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
