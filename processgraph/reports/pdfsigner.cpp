// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfsigner.h"

#include "processgraph/reports/pdfseal.h"

#include <podofo.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Room for the CMS: certificate, signed attributes and an RSA-3072 signature take about 2.5 kB.
constexpr qsizetype CmsRoom = 6144;

PoDoFo::PdfString pdfText(const QString &text)
{
    // UTF-16 with byte order mark: names are Chinese as often as not.
    const QByteArray utf8 = text.toUtf8();
    return PoDoFo::PdfString(reinterpret_cast<const PoDoFo::pdf_utf8 *>(utf8.constData()));
}

} // namespace

Result<QByteArray> signPdf(
    const QByteArray &pdf, const PdfSignatureRequest &request, const SigningKey &key)
{
    const auto failed = [](const QString &reason) {
        return Error(u"report.cannotSign"_s, {{u"reason"_s, reason}});
    };
    try {
        PoDoFo::PdfError::EnableLogging(false);
        PoDoFo::PdfMemDocument document;
        document.LoadFromBuffer(pdf.constData(), long(pdf.size()));
        if (request.page < 0 || request.page >= document.GetPageCount())
            return failed(u"no page %1"_s.arg(request.page + 1));
        PoDoFo::PdfPage *page = document.GetPage(request.page);

        const PoDoFo::PdfRect box(
            request.box.x(), request.box.y(), request.box.width(), request.box.height());
        PoDoFo::PdfAnnotation *widget = page->CreateAnnotation(PoDoFo::ePdfAnnotation_Widget, box);
        widget->SetFlags(PoDoFo::ePdfAnnotationFlags_Print | PoDoFo::ePdfAnnotationFlags_Locked);
        PoDoFo::PdfAcroForm *form = document.GetAcroForm();
        form->GetObject()->GetDictionary().AddKey("SigFlags", PoDoFo::pdf_int64(3));
        PoDoFo::PdfSignatureField field(widget, form, &document);
        field.SetFieldName("CytoloomSignature");
        field.SetSignatureReason(pdfText(request.reason));
        field.SetSignatureDate(PoDoFo::PdfDate(time_t(toMs(request.time) / 1000)));
        field.GetSignatureObject()->GetDictionary().AddKey("Name", pdfText(request.name));

        // The page itself carries the words (with fonts for both languages); the field frames them.
        PoDoFo::PdfXObject frame(PoDoFo::PdfRect(0, 0, box.GetWidth(), box.GetHeight()), &document);
        PoDoFo::PdfPainter painter;
        painter.SetPage(&frame);
        painter.SetStrokingColor(0.039, 0.424, 0.561);
        painter.SetStrokeWidth(1.0);
        painter.Rectangle(0.5, 0.5, box.GetWidth() - 1, box.GetHeight() - 1);
        painter.Stroke();
        painter.FinishPage();
        field.SetAppearanceStream(&frame);

        PoDoFo::PdfRefCountedBuffer bytes;
        PoDoFo::PdfOutputDevice memory(&bytes);
        PoDoFo::PdfSignOutputDevice device(&memory);
        // PoDoFo may write more bytes than it read; the table of blocks grows with them.
        const qsizetype room = CmsRoom + (pdf.size() * 2 + 65536) / PdfSeal::BlockSize * 8;
        device.SetSignatureSize(size_t(room));
        field.SetSignature(*device.GetSignatureBeacon());
        document.Write(&device);
        if (!device.HasSignaturePosition())
            return failed(u"no place for the signature"_s);
        device.AdjustByteRange();
        device.Seek(0);
        QByteArray covered;
        QByteArray buffer(1 << 16, '\0');
        while (const size_t length = device.ReadForSignature(buffer.data(), size_t(buffer.size())))
            covered.append(buffer.constData(), qsizetype(length));

        Result<QByteArray> cms = key.sign(covered, PdfSeal::over(covered).note());
        if (!cms)
            return cms.error();
        PdfSeal::close(*cms);
        if (cms->size() > room)
            return failed(u"the signature is larger than its place"_s);
        const QByteArray contents = *cms + QByteArray(room - cms->size(), '\0');
        device.SetSignature(PoDoFo::PdfData(contents.constData(), size_t(contents.size())));
        device.Flush();
        return QByteArray(bytes.GetBuffer(), qsizetype(memory.GetLength()));
    } catch (const PoDoFo::PdfError &error) {
        return failed(QString::fromLatin1(PoDoFo::PdfError::ErrorName(error.GetError())));
    }
}

} // namespace cytoloom
