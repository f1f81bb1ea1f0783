"""Our own Word template, written part by part: what a plan is laid in when the company gives none."""

from __future__ import annotations

from functools import cache

from generator.docx.package import Parts, zipped
from generator.docx.palette import GREY, INK, Palette
from generator.docx.tags import NAMESPACES, A, W

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT = "Calibri"


@cache
def default() -> bytes:
    """Return our template as a .docx: A4, one font, one palette, no text. Its styles are those `styles.complete` adds to any template."""
    return zipped(_parts(Palette()))


def _parts(palette: Palette) -> Parts:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _app(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_OFFICE}/relationships/{kind}", target) for kind, target in _WORD_PARTS.items())
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": (_HEAD + f'<w:numbering xmlns:w="{W}"/>').encode(),
        "word/theme/theme1.xml": _theme(palette),
    }


_WORD_PARTS = {
    "styles": "styles.xml",
    "settings": "settings.xml",
    "fontTable": "fontTable.xml",
    "numbering": "numbering.xml",
    "theme": "theme/theme1.xml",
}


def _content_types() -> bytes:
    overrides = {
        "/word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "/word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "/word/fontTable.xml": f"{_WORD_TYPE}.fontTable+xml",
        "/word/numbering.xml": f"{_WORD_TYPE}.numbering+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overridden = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overridden}</Types>"
    ).encode()


def _relationships(*targets: tuple[str, str]) -> bytes:
    lines = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _core() -> bytes:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    ).encode()


def _app() -> bytes:
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>planmo</Application>'
        "<Company></Company><AppVersion>16.0000</AppVersion></Properties>"
    ).encode()


def _document() -> bytes:
    return (
        f'{_HEAD}<w:document {NAMESPACES}><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1361" w:right="1247" w:bottom="1247" w:left="1247" w:header="567" w:footer="510" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    ).encode()


def _styles() -> bytes:
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style></w:styles>"
    ).encode()


def _settings() -> bytes:
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:hyphenationZone w:val="425"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"'
        ' w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    ).encode()


def _fonts() -> bytes:
    return (
        f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="Carlito"/><w:panose1 w:val="020F0502020204030204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def _theme(palette: Palette) -> bytes:
    colours = {"dk1": INK, "lt1": "FFFFFF", "dk2": palette.primary, "lt2": "F3F6F9"}
    colours |= {f"accent{i}": color for i, color in enumerate(palette.accents, 1)}
    colours |= {"hlink": palette.secondary, "folHlink": GREY}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in colours.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{A}" name="planmo"><a:themeElements><a:clrScheme name="planmo">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="planmo"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="planmo"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()
