"""Document information and XMP, from the issue alone: the clock and chance have no part in it."""

from __future__ import annotations

import hashlib
import uuid
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from packager import __version__
from packager.issue import Issue, to_json
from packager.press.editions import Edition

PRODUCER = f"packager {__version__} (WeasyPrint, pikepdf)"


_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "packager.issue/1")


def add_metadata(pdf: pikepdf.Pdf, issue: Issue, edition: Edition) -> None:
    """Write the information dictionary and XMP of the edition (ISO 15930-7, ISO 19005-2)."""
    title = title_of(issue)
    date = issue.date
    info = pdf.make_indirect(Dictionary({"/Producer": String(PRODUCER)}))
    if edition.conformance == "PDF/X-4":
        info["/Trapped"] = Name("/False")
    if title:
        info["/Title"] = String(title)
    if date:
        stamp = String(f"D:{date.replace('-', '')}000000Z")
        info["/CreationDate"] = info["/ModDate"] = stamp
    pdf.trailer.Info = info
    xmp = pdf.make_indirect(pikepdf.Stream(pdf, _xmp(issue, edition, title).encode()))
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = xmp
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def title_of(issue: Issue) -> str:
    """Title of the issue as a document: paper, date, number.

    An issue of which none is known goes by its first story: PDF/X and PDF/UA want a title.
    """
    known = (issue.publication.title, issue.date, issue.number)
    title = " ".join(part for part in known if part)
    return title or next((article.title for _, article in issue.articles()), "")


def document_id(issue: Issue) -> uuid.UUID:
    """An identifier that the issue's own words and metadata settle."""
    return uuid.uuid5(_OURS, hashlib.sha256(to_json(issue)).hexdigest())


def _xmp(issue: Issue, edition: Edition, title: str) -> str:
    properties = [
        ("dc:format", "application/pdf"),
        ("pdf:Producer", PRODUCER),
        ("xmpMM:DocumentID", f"uuid:{document_id(issue)}"),
        ("xmpMM:InstanceID", f"uuid:{uuid.uuid5(document_id(issue), edition.name)}"),
        ("xmpMM:RenditionClass", "default"),
        ("xmpMM:VersionID", "1"),
    ]
    if issue.date:
        moment = f"{issue.date}T00:00:00Z"
        properties += [
            ("xmp:CreateDate", moment),
            ("xmp:ModifyDate", moment),
            ("xmp:MetadataDate", moment),
        ]
    if edition.conformance == "PDF/X-4":
        properties += [("pdfxid:GTS_PDFXVersion", "PDF/X-4"), ("pdf:Trapped", "False")]
    if edition.conformance == "PDF/A-2u":
        properties += [
            ("pdfaid:part", "2"),
            ("pdfaid:conformance", "U"),
            ("pdfuaid:part", "1"),
        ]
    plain = "".join(f"<{name}>{escape(value)}</{name}>\n" for name, value in properties)
    if title:
        plain += (
            f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}'
            "</rdf:li></rdf:Alt></dc:title>\n"
        )
    if issue.publication.publisher:
        plain += (
            f"<dc:publisher><rdf:Bag><rdf:li>{escape(issue.publication.publisher)}"
            "</rdf:li></rdf:Bag></dc:publisher>\n"
        )
    if edition.conformance == "PDF/A-2u":
        plain += _UA_SCHEMA
    return _PACKET.format(plain)


_UA_SCHEMA = """\
<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag>
</pdfaExtension:schemas>
"""
"""PDF/A wants every property outside XMP itself described (ISO 19005-2, 6.6.2.3.3)."""

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
